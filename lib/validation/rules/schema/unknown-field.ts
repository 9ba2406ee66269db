import { type Finding, one, type Rule } from '../../engine/rule';
import { faultsOf } from './faults';

export const unknownField: Rule = {
  id: 'schema-unknown-field',
  severity: 'error',
  title: 'The kind has no such field',
  why: 'Each kind has its own fields. The API server drops one that it does not know, or refuses the object; kustomize refuses it in its own files. Either way your setting has no effect.',
  failing: one(
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selecter:\n    app: web\n  ports:\n    - port: 80\n',
  ),
  passing: one(
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n',
  ),
  source: [
    { title: 'Kubernetes API reference', url: 'https://kubernetes.io/docs/reference/kubernetes-api/' },
    {
      title: 'kubectl, field validation',
      url: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level',
    },
  ],
  *document(file, role): Generator<Finding> {
    for (const fault of faultsOf(file, role)) {
      if (fault.fault !== 'unknown-field') continue;
      const { key, meant, belongs, start, end } = fault;
      const where = fault.path.length > 1 ? ` in \`${parentOf(fault.path)}\`` : ' at the top level';
      const hint =
        meant !== undefined
          ? ` You probably mean \`${meant}\`.`
          : belongs !== undefined
            ? ` It belongs to \`${belongs}\`: move it there.`
            : ' Remove it, or look for its right name and place.';
      yield {
        start,
        end,
        message: `There is no field \`${key.text}\`${where}.${hint}`,
        ...(meant === undefined
          ? {}
          : {
              fixes: [
                { title: `Rename to ${meant}`, reveals: true as const, edits: [{ start, end, text: meant }] },
              ],
            }),
      };
    }
  },
};

function parentOf(path: readonly (string | number)[]): string {
  return path
    .slice(0, -1)
    .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
    .join('')
    .slice(1);
}
