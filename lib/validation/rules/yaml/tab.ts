import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const tab = yamlRule({
  id: 'yaml-tab',
  severity: 'error',
  title: 'A tab indents a line',
  why: 'YAML forbids tabs in indentation, because editors show them at different widths.',
  failing: one('metadata:\n\tname: web\n'),
  passing: one('metadata:\n  name: web\n'),
  source: [YAML_SPEC],
});
