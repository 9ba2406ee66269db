import {
  at,
  entriesOf,
  isMissing,
  itemsOf,
  type ScalarNode,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import { buildOf } from './builds';
import type { SourceObject } from './file';
import { needs } from './needs';
import type { Project } from './project';

/** The keys under which an object names another. */
export const NAMING = [
  'serviceAccountName',
  'configMap',
  'secret',
  'persistentVolumeClaim',
  'configMapRef',
  'secretRef',
  'configMapKeyRef',
  'secretKeyRef',
  'scaleTargetRef',
  'backend',
  'defaultBackend',
  'serviceName',
  'roleRef',
  'subjects',
];

interface ObjectReference {
  /** The kind of what is named. */
  kind: string;
  node: ScalarNode;
  /** Somebody else's object is named as often as one's own: that it is not here means nothing. */
  mayBeElsewhere?: true;
}

const known = new WeakMap<SourceObject['root'], readonly ObjectReference[]>();

/** The other objects that an object names. */
export function references(object: SourceObject): readonly ObjectReference[] {
  const found = known.get(object.root) ?? [...needs(object), ...find(object)];
  known.set(object.root, found);
  return found;
}

function* find({ kind, root }: SourceObject): Generator<ObjectReference> {
  const spec = at(root, 'spec');
  const named = function* (kind: string | undefined, node: ScalarNode | undefined) {
    if (kind && typeof node?.value === 'string' && node.value !== '') yield { kind, node };
  };
  if (kind === 'HorizontalPodAutoscaler') {
    const target = at(spec, 'scaleTargetRef');
    yield* named(stringOf(at(target, 'kind')), scalarOf(at(target, 'name')));
  } else if (kind === 'Ingress') {
    yield* named('Service', scalarOf(at(spec, 'defaultBackend', 'service', 'name')));
    for (const rule of itemsOf(at(spec, 'rules')))
      for (const path of itemsOf(at(rule, 'http', 'paths')))
        yield* named('Service', scalarOf(at(path, 'backend', 'service', 'name')));
  } else if (kind === 'StatefulSet') yield* named('Service', scalarOf(at(spec, 'serviceName')));
  else if (kind === 'RoleBinding')
    yield* named(stringOf(at(root, 'roleRef', 'kind')), scalarOf(at(root, 'roleRef', 'name')));
  for (const { name } of accountsBound({ kind, root }))
    if (name) yield { kind: 'ServiceAccount', node: name, mayBeElsewhere: true };
}

interface BoundAccount {
  name: ScalarNode | undefined;
  namespace: ScalarNode | undefined;
}

/** The ServiceAccounts to which a binding grants something. */
export function accountsBound({ kind, root }: Pick<SourceObject, 'kind' | 'root'>): BoundAccount[] {
  if (kind !== 'RoleBinding' && kind !== 'ClusterRoleBinding') return [];
  const text = (node: YamlNode | undefined) => {
    const scalar = scalarOf(node);
    return typeof scalar?.value === 'string' && scalar.value !== '' ? scalar : undefined;
  };
  return itemsOf(at(root, 'subjects')).flatMap((subject) =>
    stringOf(at(subject, 'kind')) === 'ServiceAccount'
      ? [{ name: text(at(subject, 'name')), namespace: text(at(subject, 'namespace')) }]
      : [],
  );
}

interface World {
  /** All names that objects of the tree have, as written, generated, or given by a kustomization; by kind. */
  names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the tree shows everything that it builds: nothing remote, no chart, nothing unread. */
  closed: boolean;
}

const worlds = new WeakMap<Project, World>();

/** What there is in a tree. */
export function worldOf(project: Project): World {
  const before = worlds.get(project);
  if (before) return before;
  const names = new Map<string, Set<string>>();
  const add = (kind: string, name: string) => names.set(kind, (names.get(kind) ?? new Set()).add(name));
  for (const { kind, name } of project.objects()) if (name !== undefined) add(kind, name);
  let closed = !project.hasCharts;
  for (const file of project.files.values()) {
    if (file.unsure) closed = false;
    if (!file.kustomization || entriesOf(file.kustomization).length === 0) continue;
    const build = buildOf(project, file);
    closed &&= build.complete && isMissing(at(file.kustomization, 'replacements'));
    for (const { kind, names: all } of build.objects) for (const name of all) add(kind, name);
  }
  const world = { names, closed };
  worlds.set(project, world);
  return world;
}

/** Whether two names differ by one letter too many or too few, or by two that changed places. */
export function isTypo(a: string, b: string): boolean {
  if (a.length === b.length) {
    const at = [...a].findIndex((letter, i) => letter !== b[i]);
    return (
      a.length > 3 &&
      a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b &&
      /^[a-z]{2}$/.test(a.slice(at, at + 2))
    );
  }
  // Names that differ in a digit are different names.
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length !== 1 || short.length < 4) return false;
  const at = [...long].findIndex((letter, i) => letter !== short[i]);
  return long.slice(0, at) + long.slice(at + 1) === short && /[a-z-]/.test(long.charAt(at));
}
