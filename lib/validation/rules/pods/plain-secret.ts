import { containersOf, podOf } from '@/lib/kubernetes';
import { at, itemsOf, scalarOf, stringOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { pod } from './examples';

const SECRET =
  /(?:^|_|-)(?:password|passwd|secret|token|api_?key|access_?key|private_?key|secret_?key|client_?secret)$/i;
/** Values that tell nothing: a reference, a path, a switch, a number. */
const HARMLESS = /^$|^\$\(|^\/|^(?:true|false|yes|no|on|off)$|^\d{1,3}$|[{}]|^\$|^[a-z]+:\/\//i;

export const plainSecret: Rule = {
  id: 'secret-in-plain-text',
  severity: 'warning',
  title: 'A secret stands in plain text',
  why: 'Everybody who may read the repository reads this value, now and in its history, and so does everybody who may look at the Pod. A Secret keeps it apart from the manifest, and lets it change without a commit.',
  failing: one(pod('image: postgres:16.4', 'env:', '  - name: POSTGRES_PASSWORD', '    value: tr0ub4dor')),
  passing: one(
    pod(
      'image: postgres:16.4',
      'env:',
      '  - name: POSTGRES_PASSWORD',
      '    valueFrom:',
      '      secretKeyRef:',
      '        name: database',
      '        key: password',
    ),
  ),
  source: [
    {
      title: 'kube-linter, env-var-secret',
      url: 'https://github.com/stackrox/kube-linter/blob/main/docs/generated/checks.md#env-var-secret',
    },
    {
      title: 'Kubernetes, good practices for Secrets',
      url: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    },
  ],
  keys: ['env'],
  *object(object): Generator<Finding> {
    const found = podOf(object);
    for (const { node } of found ? containersOf(found) : [])
      for (const variable of itemsOf(at(node, 'env'))) {
        const name = stringOf(at(variable, 'name'));
        const value = scalarOf(at(variable, 'value'));
        if (name === undefined || typeof value?.value !== 'string') continue;
        if (!SECRET.test(name) || HARMLESS.test(value.value)) continue;
        yield {
          start: value.start,
          end: value.end,
          message: `The value of \`${name}\` is readable for everybody who reads this file. Keep it in a Secret, and take it from there with \`valueFrom.secretKeyRef\`.`,
        };
      }
  },
};
