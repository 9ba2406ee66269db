import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const mergeConflict = yamlRule({
  id: 'yaml-merge-conflict',
  severity: 'error',
  title: 'A merge conflict was left in the file',
  why: 'Git marks what it could not merge. With the marks in it the file is not YAML, and Argo CD reports an error for the whole application.',
  failing: one('a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> feature\n\n'),
  passing: one('a: 1\nb: 2\n\n'),
  source: [YAML_SPEC],
});
