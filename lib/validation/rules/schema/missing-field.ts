import { contentEnd } from '../../engine/edits';
import { type Finding, one, type Rule } from '../../engine/rule';
import { faultsOf } from './faults';

/** Fields of an object whose absence another rule explains better. */
const ELSEWHERE = new Set(['apiVersion', 'kind']);

export const missingField: Rule = {
  id: 'schema-missing-field',
  severity: 'error',
  title: 'A required field is missing',
  why: 'The API server refuses an object that lacks a required field, so nothing of it reaches the cluster.',
  failing: one(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - image: nginx:1.27\n',
  ),
  passing: one(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n',
  ),
  source: [
    { title: 'Kubernetes API reference', url: 'https://kubernetes.io/docs/reference/kubernetes-api/' },
  ],
  *document(file, role): Generator<Finding> {
    for (const fault of faultsOf(file, role)) {
      if (fault.fault !== 'missing-field' || (fault.path.length === 0 && ELSEWHERE.has(fault.field)))
        continue;
      const parent = fault.path.findLast((step) => typeof step === 'string');
      const first = fault.ownerKey ?? fault.owner.entries[0]?.key;
      const empty = fault.owner.entries.find(({ key }) => key.text === fault.field)?.key;
      const inside =
        typeof fault.path.at(-1) === 'number'
          ? `This entry of \`${parent}\``
          : parent
            ? `\`${parent}\``
            : 'This object';
      yield {
        start: empty?.start ?? first?.start ?? fault.start,
        end: empty?.end ?? first?.end ?? contentEnd(fault.owner, file.yaml.text),
        message: empty
          ? `\`${fault.field}\` is required here and has no value. Give it one.`
          : `${inside} needs the field \`${fault.field}\`. Add it.`,
      };
    }
  },
};
