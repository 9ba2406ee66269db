import { type Finding, one, type Rule } from '../../engine/rule';
import { faultsOf } from './faults';

export const unknownWord: Rule = {
  id: 'schema-unknown-value',
  severity: 'error',
  title: 'The field takes other words',
  why: 'Some fields take only a few words, and case counts. The API server refuses an object with any other.',
  failing: one(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      imagePullPolicy: ifNotPresent\n',
  ),
  passing: one(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      imagePullPolicy: IfNotPresent\n',
  ),
  source: [
    { title: 'Kubernetes API reference', url: 'https://kubernetes.io/docs/reference/kubernetes-api/' },
  ],
  *document(file, role): Generator<Finding> {
    for (const fault of faultsOf(file, role)) {
      if (fault.fault !== 'unknown-word') continue;
      const { node, words, meant, path, start, end } = fault;
      const field = path.findLast((step) => typeof step === 'string') ?? '';
      const list = words.map((word) => `\`${word}\``).join(', ');
      yield {
        start,
        end,
        message: `\`${field}\` does not take \`${node.text}\`.${meant === undefined ? '' : ` You probably mean \`${meant}\`.`} It takes ${list}.`,
        ...(meant === undefined
          ? {}
          : { fixes: [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }] }),
      };
    }
  },
};
