/**
 * How lists and mappings of the built-in kinds are merged. As the `patchStrategy`, `patchMergeKey` and `listType` tags of
 * k8s.io/api/*\/v1/types.go. Found by the field and what it is in: the same names mean the same everywhere else.
 */

/** Where a value is: the fields that lead to it, without positions in lists. */
export type FieldPath = readonly string[];

const CONTAINERS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

const KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  resourceClaims: ['name'],
  schedulingGates: ['name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  ownerReferences: ['uid'],
  conditions: ['type'],
  webhooks: ['name'],
  podIPs: ['ip'],
  hostIPs: ['ip'],
};

/** The fields that tell items of a list apart, the first of which strategic merge uses; undefined: the list is one value. */
export function listKeys(path: FieldPath, kind: string): readonly string[] | undefined {
  const field = path.at(-1) ?? '';
  if (field === 'ports') {
    const parent = path.at(-2) ?? '';
    if (CONTAINERS.has(parent)) return ['containerPort', 'protocol'];
    return kind === 'Service' && path.length === 2 ? ['port', 'protocol'] : undefined;
  }
  if (field === 'secrets') return kind === 'ServiceAccount' ? ['name'] : undefined;
  if (field === 'addresses') return kind === 'Node' ? ['type'] : undefined;
  return Object.hasOwn(KEYS, field) ? KEYS[field] : undefined;
}

/** Whether a list of texts is merged as a set. */
export function isSet(path: FieldPath): boolean {
  return path.length === 2 && path[0] === 'metadata' && path[1] === 'finalizers';
}

/** Whether strategic merge drops the fields that the new value does not have. As `patchStrategy:"retainKeys"`. */
export function retainsKeys(path: FieldPath, kind: string): boolean {
  return (kind === 'Deployment' && path.length === 2 && path[1] === 'strategy') || path.at(-1) === 'volumes';
}

const ATOMIC = new Set([
  'selector',
  'labelSelector',
  'podSelector',
  'namespaceSelector',
  'matchLabelKeys',
  'nodeSelector',
  'configMapKeyRef',
  'secretKeyRef',
  'fieldRef',
  'resourceFieldRef',
  'roleRef',
  'claimRef',
  'dataSource',
  'involvedObject',
]);

/** Whether server-side apply takes a mapping as one value. As `+structType=atomic` and `+mapType=atomic`. */
export function isAtomicMap(path: FieldPath): boolean {
  const field = path.at(-1) ?? '';
  return path[0] !== 'metadata' && !path.includes('labels') && ATOMIC.has(field);
}
