import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const unclosed = yamlRule({
  id: 'yaml-unclosed',
  severity: 'error',
  title: 'A quote or bracket is never closed',
  why: 'What opens and does not close swallows the lines that follow, so the error shows up far from its cause.',
  failing: one('args: [a, b\nname: x\n'),
  passing: one('args: [a, b]\nname: x\n'),
  source: [YAML_SPEC],
});
