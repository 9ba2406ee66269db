import { isClusterScoped } from './scope';

/** A kind with its group and version; '' where a selector leaves it open. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What names an object: kyaml/resid. `clusterScoped` is only known for ids made from objects. */
export interface Id extends Gvk {
  readonly name: string;
  readonly namespace: string;
  readonly clusterScoped: boolean;
}

export function splitApiVersion(apiVersion: string): { group: string; version: string } {
  const at = apiVersion.indexOf('/');
  if (at < 0) return { group: '', version: apiVersion };
  return { group: apiVersion.slice(0, at), version: apiVersion.slice(at + 1) };
}

export function makeId(apiVersion: string, kind: string, name: string, namespace: string): Id {
  const { group, version } = splitApiVersion(apiVersion);
  const api = group === '' ? version : `${group}/${version}`;
  return { group, version, kind, name, namespace, clusterScoped: isClusterScoped(api, kind) };
}

export const noNamespaceKind = '_non_namespaceable_';

export function effectiveNamespace(id: Id): string {
  if (id.clusterScoped) return noNamespaceKind;
  return id.namespace === '' ? 'default' : id.namespace;
}

export const sameNamespace = (a: Id, b: Id): boolean => effectiveNamespace(a) === effectiveNamespace(b);

export const sameGvk = (a: Gvk, b: Gvk): boolean =>
  a.kind === b.kind && a.group === b.group && a.version === b.version;

export const sameKindAndName = (a: Id, b: Id): boolean => a.name === b.name && sameGvk(a, b);

export const sameId = (a: Id, b: Id): boolean => sameKindAndName(a, b) && sameNamespace(a, b);

/** One string for all ids that are the same. */
export const idKey = (id: Id): string =>
  `${id.group}\n${id.version}\n${id.kind}\n${id.name}\n${effectiveNamespace(id)}`;

/** Whether a selector, where '' means any, chooses this kind. */
export const gvkSelected = (gvk: Gvk, selector: Gvk): boolean =>
  (selector.group === '' || gvk.group === selector.group) &&
  (selector.version === '' || gvk.version === selector.version) &&
  (selector.kind === '' || gvk.kind === selector.kind);

export const idSelected = (id: Id, selector: Id): boolean =>
  (selector.name === '' || selector.name === id.name) &&
  (selector.namespace === '' || sameNamespace(selector, id)) &&
  gvkSelected(id, selector);

/** `Deployment.v1.apps`, as error texts name a kind. */
export const gvkText = (gvk: Gvk): string =>
  `${gvk.kind || '[noKind]'}.${gvk.version || '[noVer]'}.${gvk.group || '[noGrp]'}`;

/** `Deployment.v1.apps/web.[noNs]`, as error texts name an object. */
export const idText = (id: Id): string =>
  `${gvkText(id)}/${id.name || '[noName]'}.${id.namespace || '[noNs]'}`;

/** The id as Go's %#v prints it. */
export const idGoSyntax = (id: Id): string =>
  `resid.ResId{Gvk:resid.Gvk{Group:${JSON.stringify(id.group)}, Version:${JSON.stringify(id.version)}, ` +
  `Kind:${JSON.stringify(id.kind)}, isClusterScoped:${id.clusterScoped}}, Name:${JSON.stringify(id.name)}, ` +
  `Namespace:${JSON.stringify(id.namespace)}}`;

/** The order of kinds in configurations: well-known kinds first, then by group, version and kind. */
const order = [
  ...'Namespace ResourceQuota StorageClass CustomResourceDefinition ServiceAccount PodSecurityPolicy Role'.split(
    ' ',
  ),
  ...'ClusterRole RoleBinding ClusterRoleBinding ConfigMap Secret Endpoints Service LimitRange'.split(' '),
  ...'PriorityClass PersistentVolume PersistentVolumeClaim Deployment StatefulSet CronJob'.split(' '),
  'PodDisruptionBudget',
];
export const orderFirst: readonly string[] = order;
export const orderLast: readonly string[] = [
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

/** The rank of each kind among sorted objects: below zero first, above zero last. */
export function ranksOf(first: readonly string[], last: readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const [i, kind] of first.entries()) ranks.set(kind, i - first.length);
  for (const [i, kind] of last.entries()) ranks.set(kind, i + 1);
  return ranks;
}

/** A text that sorts kinds; empty parts come late. */
export const gvkSortText = (gvk: Gvk): string =>
  `${gvk.group || '~G'}_${gvk.version || '~V'}_${gvk.kind || '~K'}`;

const ranks = ranksOf(orderFirst, orderLast);

export function compareGvk(a: Gvk, b: Gvk): number {
  const difference = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0);
  if (difference !== 0) return difference;
  const x = gvkSortText(a);
  const y = gvkSortText(b);
  return x < y ? -1 : x > y ? 1 : 0;
}
