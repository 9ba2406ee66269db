import { removedIn } from '@/lib/kubernetes';
import { at, scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';

export const removedVersion: Rule = {
  id: 'schema-removed-version',
  severity: 'error',
  title: 'Kubernetes no longer serves this API version',
  why: 'Beta versions of an API go away some releases after the stable one has come. A cluster that no longer serves the version refuses the object.',
  failing: one('apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata:\n  name: web\n'),
  passing: one('apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n'),
  source: [
    {
      title: 'Deprecated API Migration Guide',
      url: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',
    },
  ],
  *document(file): Generator<Finding> {
    for (const object of file.objects) {
      const removed = removedIn(object.apiVersion, object.kind);
      const node = scalarOf(at(object.root, 'apiVersion'));
      if (!removed || !node) continue;
      const { start, end } = node;
      const { release, instead } = removed;
      yield {
        start,
        end,
        message: `Kubernetes ${release} removed \`${object.kind}\` from \`${object.apiVersion}\`.${instead === undefined ? ' It has no successor.' : ` Write \`${instead}\`, and check its fields: some have changed.`}`,
        ...(instead === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to ${instead}`,
                  reveals: true as const,
                  edits: [{ start, end, text: instead }],
                },
              ],
            }),
      };
    }
  },
};
