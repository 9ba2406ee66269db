import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const anchor = yamlRule({
  id: 'yaml-anchor',
  severity: 'error',
  title: 'An alias has no anchor',
  why: '`*name` repeats what `&name` marked earlier in the same document. Text that starts with a star needs quotes.',
  failing: one('schedule: *daily\n'),
  passing: one("schedule: &daily '0 0 * * *'\nother: *daily\n"),
  source: [YAML_SPEC],
});
