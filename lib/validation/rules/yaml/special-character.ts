import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const specialCharacter = yamlRule({
  id: 'yaml-special-character',
  severity: 'error',
  title: 'A character only looks like a space or a quote',
  why: 'Text copied from a web page or a chat brings non-breaking spaces and curly quotes along. To YAML they are letters: they become part of a key or a value, or make it unreadable.',
  failing: one('metadata:\n  name: \u201cweb\u201d\n'),
  passing: one('metadata:\n  name: "web"\n'),
  source: [YAML_SPEC],
});
