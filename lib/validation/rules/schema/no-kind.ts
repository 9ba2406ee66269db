import { versionsOf } from '@/lib/kubernetes';
import { at, entriesOf, entryOf, isMissing, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { contentEnd } from '../../engine/edits';
import type { SourceFile } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';

export const noKind: Rule = {
  id: 'schema-no-kind',
  severity: 'error',
  title: 'The document does not say what it is',
  why: 'Every object says by `apiVersion` and `kind` what it is. Without both, kustomize and the API server refuse it.',
  failing: one('kind: Service\nmetadata:\n  name: web\n'),
  passing: one('apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n'),
  source: [
    {
      title: 'Kubernetes, describing an object',
      url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields',
    },
  ],
  *document(file, role): Generator<Finding> {
    if (file.yaml.torn || file.kustomization) return;
    for (const { root } of file.yaml.documents) {
      // Other programs have versions as well, which are numbers; and a patch with a target needs the kind alone.
      if (!root || typeof scalarOf(at(root, 'apiVersion'))?.value === 'number') continue;
      if (role !== 'patch' || isMissing(at(root, 'kind'))) yield* check(root, file);
    }
  },
};

function* check(root: YamlNode, file: SourceFile): Generator<Finding> {
  const missing = ['apiVersion', 'kind'].filter((field) => isMissing(at(root, field)));
  const looksLikeOne = missing.length < 2 || (entryOf(root, 'metadata') && entryOf(root, 'spec'));
  const [field] = missing;
  if (root.kind !== 'map' || field === undefined || !looksLikeOne) return;
  const other = entriesOf(root).find(
    ({ key }) => key.text !== field && key.text.toLowerCase() === field.toLowerCase(),
  )?.key;
  if (other) {
    yield {
      start: other.start,
      end: other.end,
      message: `\`${other.text}\` is no field: case counts, and this one is called \`${field}\`. Without it nobody knows what this object is.`,
      fixes: [
        {
          title: `Rename to ${field}`,
          reveals: true,
          edits: [{ start: other.start, end: other.end, text: field }],
        },
      ],
    };
    return;
  }
  const first = entriesOf(root)[0]?.key;
  const [version] = versionsOf(stringOf(at(root, 'kind')) ?? '');
  const start = first?.start ?? root.start;
  yield {
    start,
    end: first?.end ?? contentEnd(root, file.yaml.text),
    message: `This object has no ${missing.map((name) => `\`${name}\``).join(' and no ')}, so nobody knows what it is. Add ${missing.length > 1 ? 'them' : 'it'}.`,
    ...(field === 'apiVersion' && version !== undefined && !root.flow && !entryOf(root, 'apiVersion')
      ? {
          fixes: [
            {
              title: `Add apiVersion: ${version}`,
              reveals: true as const,
              edits: [{ start, end: start, text: `apiVersion: ${version}\n` }],
            },
          ],
        }
      : {}),
  };
}
