import { at, entriesOf, scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { isEncrypted } from '../schema/faults';

const secret = (line: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: token\n${line}\n`;
/** As Go's encoding/base64, StdEncoding: line breaks may stand anywhere. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const secretData: Rule = {
  id: 'secret-data',
  severity: 'error',
  title: 'The data is not base64',
  why: 'The values under `data` of a Secret, and under `binaryData` of a ConfigMap, are base64, and the API server refuses others: "illegal base64 data". Plain text stands under `stringData` and under `data`.',
  failing: one(secret('data:\n  token: not a secret!')),
  passing: one(secret('stringData:\n  token: not a secret!')),
  source: [
    {
      title: 'Kubernetes, Secrets, data and stringData',
      url: 'https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data',
    },
  ],
  keys: ['data', 'binaryData'],
  *object(object): Generator<Finding> {
    const [field, plain] = object.kind === 'Secret' ? ['data', 'stringData'] : ['binaryData', 'data'];
    if (!/^(?:Secret|ConfigMap)$/.test(object.kind) || object.apiVersion !== 'v1') return;
    if (isEncrypted(object.root)) return;
    for (const { key, value } of entriesOf(at(object.root, field))) {
      const scalar = scalarOf(value);
      // Placeholders of templates are filled in before anyone reads them.
      if (typeof scalar?.value !== 'string' || /[{$]/.test(scalar.value)) continue;
      if (BASE64.test(scalar.value.replace(/[\r\n]/g, ''))) continue;
      yield {
        start: scalar.start,
        end: scalar.end,
        message: `The value of \`${key.text}\` is not base64, so the API server refuses this ${object.kind}. Encode it, or move it to \`${plain}\`, which takes plain text.`,
      };
    }
  },
};
