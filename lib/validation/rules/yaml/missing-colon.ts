import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const missingColon = yamlRule({
  id: 'yaml-missing-colon',
  severity: 'error',
  title: 'A colon, or the space after it, is missing',
  why: 'A key is a key because a colon and a space follow it. Without them the line is plain text.',
  failing: one('metadata:\n  name web\n  namespace: shop\n'),
  passing: one('metadata:\n  name: web\n  namespace: shop\n'),
  source: [YAML_SPEC],
});
