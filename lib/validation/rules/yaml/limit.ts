import { one } from '../../engine/rule';
import { yamlRule } from './rule';

export const limit = yamlRule({
  id: 'yaml-limit',
  severity: 'error',
  title: 'The file is too large, too deep or too tangled',
  why: 'Text like this is refused by the API server too, and reading it would only keep you waiting.',
  failing: one(`a: ${'['.repeat(300)}`),
  passing: one('a: [[[1]]]\n'),
  source: [{ title: 'etcd, system limits', url: 'https://etcd.io/docs/latest/dev-guide/limit/' }],
});
