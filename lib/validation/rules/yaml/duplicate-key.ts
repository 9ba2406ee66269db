import { one } from '../../engine/rule';
import { YAML_SPEC, yamlRule } from './rule';

export const duplicateKey = yamlRule({
  id: 'yaml-duplicate-key',
  severity: 'error',
  title: 'A key stands twice in one mapping',
  why: 'A mapping holds each key once. kustomize and the API server refuse the file; other readers keep one of the values and lose the other without a word.',
  failing: one('labels:\n  app: web\n  app: api\n'),
  passing: one('labels:\n  app: web\n  tier: api\n'),
  source: [
    YAML_SPEC,
    {
      title: 'kubernetes-sigs/yaml, UnmarshalStrict',
      url: 'https://pkg.go.dev/sigs.k8s.io/yaml#UnmarshalStrict',
    },
  ],
});
