import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const indentation = yamlRule({
  id: 'yaml-indentation',
  severity: 'error',
  title: 'A line starts at the wrong column',
  why: 'In YAML, columns say what belongs to what. A key that is one space off belongs to nothing, or to the wrong thing.',
  failing: one('spec:\n  replicas: 1\n   paused: true\n'),
  passing: one('spec:\n  replicas: 1\n  paused: true\n'),
  source: [YAML_SPEC],
});
