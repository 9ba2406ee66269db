import {
  groupOf,
  isKnownGroup,
  isOffByDefault,
  knownKinds,
  nearest,
  removedIn,
  typeOfKind,
  versionsOf,
} from '@/lib/kubernetes';
import { at, scalarOf, type YamlNode } from '@/lib/yaml';
import type { SourceFile } from '../../engine/file';
import { isTargeted } from '../../engine/patches';
import type { Project } from '../../engine/project';
import { type Finding, one, type Rule } from '../../engine/rule';
import { schemaTypeOf } from './faults';

const KINDS = [...new Set(knownKinds().map(({ kind }) => kind))];
const VERSIONS = [...new Set(knownKinds().map(({ apiVersion }) => apiVersion))];

export const kindRule: Rule = {
  id: 'schema-unknown-kind',
  severity: 'error',
  title: 'No such kind in this API version',
  why: 'The cluster finds the kind of an object by `apiVersion` and `kind` together. When they do not fit each other, it has nothing to make the object from.',
  failing: one('apiVersion: v1\nkind: Deployment\nmetadata:\n  name: web\n'),
  passing: one('apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\n'),
  source: [
    { title: 'Kubernetes API reference', url: 'https://kubernetes.io/docs/reference/kubernetes-api/' },
  ],
  *document(file, role): Generator<Finding> {
    const unless = (project: Project) => isTargeted(project, file.path);
    for (const { root } of file.yaml.documents)
      for (const finding of root ? check(root, file) : [])
        yield role === 'patch' ? { ...finding, unless } : finding;
  },
};

function* check(root: YamlNode, file: SourceFile): Generator<Finding> {
  const version = scalarOf(at(root, 'apiVersion'));
  const kind = scalarOf(at(root, 'kind'));
  if (!version?.text || !kind?.text || kind.text.endsWith('List') || schemaTypeOf(root, file) !== undefined)
    return;
  // A kubeconfig looks like an object, and is the file of a tool.
  if (version.text === 'v1' && kind.text === 'Config') return;
  if (typeOfKind(version.text, kind.text) || removedIn(version.text, kind.text)) return;
  const change = (node: typeof kind, text: string) => [
    {
      title: `Change to ${text}`,
      reveals: true as const,
      edits: [{ start: node.start, end: node.end, text }],
    },
  ];
  const span = (node: typeof kind) => ({ start: node.start, end: node.end });
  const versions = versionsOf(kind.text);
  const [right] = versions;
  if (isOffByDefault(version.text, kind.text)) {
    const preview = version.text.includes('beta') ? 'A beta version' : 'An alpha version';
    const stable = right !== undefined && groupOf(right) === groupOf(version.text) ? right : undefined;
    yield {
      ...span(version),
      severity: 'warning',
      message: `${preview} like \`${version.text}\` is off by default, and a cluster on which nobody switched it on refuses this object.${stable === undefined ? ' There is no stable one yet.' : ` The stable one is \`${stable}\`.`}`,
      ...(stable === undefined ? {} : { fixes: change(version, stable) }),
    };
    return;
  }
  if (
    right !== undefined &&
    (isKnownGroup(groupOf(version.text)) || nearest(version.text, versions) !== undefined)
  ) {
    const meant = versions.length > 1 ? (nearest(version.text, versions) ?? right) : right;
    yield {
      ...span(version),
      message: `\`${kind.text}\` is not in \`${version.text}\`. Its API version is \`${meant}\`.`,
      fixes: change(version, meant),
    };
    return;
  }
  if (isKnownGroup(groupOf(version.text)) && VERSIONS.includes(version.text)) {
    const meant = nearest(kind.text, KINDS);
    // The group has kinds of other projects too: Rollout, Workflow.
    if (groupOf(version.text) === 'argoproj.io' && (meant === undefined || kind.text === 'EventBus')) return;
    yield {
      ...span(kind),
      message: `\`${version.text}\` has no kind \`${kind.text}\`.${meant === undefined ? ' Look at its spelling.' : ` You probably mean \`${meant}\`.`}`,
      ...(meant === undefined ? {} : { fixes: change(kind, meant) }),
    };
    return;
  }
  const meant = nearest(version.text, VERSIONS);
  if (right === undefined && meant !== undefined && typeOfKind(meant, kind.text) !== undefined)
    yield {
      ...span(version),
      message: `There is no API version \`${version.text}\`. You probably mean \`${meant}\`.`,
      fixes: change(version, meant),
    };
}
