import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const syntax = yamlRule({
  id: 'yaml-syntax',
  severity: 'error',
  title: 'This is not valid YAML',
  why: 'A file that is not YAML reaches neither kustomize nor the cluster. Whatever else is right in it does not count.',
  failing: one('message: done: 3 of 4\n'),
  passing: one("message: 'done: 3 of 4'\n"),
  source: [YAML_SPEC],
});
