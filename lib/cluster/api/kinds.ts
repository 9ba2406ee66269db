import { isClusterScoped, knownKinds, typeOfKind } from '@/lib/kubernetes';
import type { ApiResource, JsonMap } from '../interface';

/** A kind as the server knows it. */
export interface Kind {
  group: string;
  kind: string;
  plural: string;
  /** `deployment`. */
  singular: string;
  shortNames: string[];
  namespaced: boolean;
  /** The served versions; the first is the one that is stored. */
  versions: string[];
  /** The schema of `lib/kubernetes`, for built-in kinds. */
  type?: string;
  /** The version's openAPIV3Schema, for custom kinds. */
  schemas?: ReadonlyMap<string, JsonMap>;
  /** Whether writes of the object leave `status` alone. */
  statusSubresource: boolean;
  custom: boolean;
}

// As `kubectl api-resources`.
const SHORT: Readonly<Record<string, string>> = {
  ConfigMap: 'cm',
  CronJob: 'cj',
  CustomResourceDefinition: 'crd crds',
  DaemonSet: 'ds',
  Deployment: 'deploy',
  Endpoints: 'ep',
  Event: 'ev',
  HorizontalPodAutoscaler: 'hpa',
  Ingress: 'ing',
  LimitRange: 'limits',
  Namespace: 'ns',
  NetworkPolicy: 'netpol',
  Node: 'no',
  PersistentVolume: 'pv',
  PersistentVolumeClaim: 'pvc',
  Pod: 'po',
  PodDisruptionBudget: 'pdb',
  PriorityClass: 'pc',
  ReplicaSet: 'rs',
  ReplicationController: 'rc',
  ResourceQuota: 'quota',
  Service: 'svc',
  ServiceAccount: 'sa',
  StatefulSet: 'sts',
  StorageClass: 'sc',
  CertificateSigningRequest: 'csr',
  IPAddress: 'ip',
};

const PLURALS: Readonly<Record<string, string>> = { Endpoints: 'endpoints' };

/** Kinds that are only asked, never stored; and Events of the newer group, which are the same objects under another name. */
const NOT_STORED =
  /^(authentication|authorization)\.k8s\.io\/|^events\.k8s\.io\/|^v1\/(Binding|ComponentStatus)$|^policy\/v1\/Eviction$|^autoscaling\/v1\/|^argoproj\.io\//;

const HAVE_STATUS = new Set(
  `APIService CertificateSigningRequest CronJob CustomResourceDefinition DaemonSet Deployment FlowSchema HorizontalPodAutoscaler
  Ingress Job Namespace NetworkPolicy Node PersistentVolume PersistentVolumeClaim Pod PodDisruptionBudget
  PriorityLevelConfiguration ReplicaSet ReplicationController ResourceClaim ResourceQuota Service ServiceCIDR StatefulSet
  ValidatingAdmissionPolicy VolumeAttachment`.split(/\s+/),
);

const CLUSTER_SCOPED = new Set(
  `MutatingAdmissionPolicy MutatingAdmissionPolicyBinding IPAddress ServiceCIDR DeviceClass ResourceSlice VolumeAttributesClass`.split(
    ' ',
  ),
);

/** The plural of a kind. As apimachinery's meta.UnsafeGuessKindToResource. */
function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  const known = PLURALS[kind];
  if (known) return known;
  if (lower.endsWith('s')) return `${lower}es`;
  if (lower.endsWith('y')) return `${lower.slice(0, -1)}ies`;
  return `${lower}s`;
}

/** `apps`, `v1` of `apps/v1`. */
export function groupVersion(apiVersion: string): [group: string, version: string] {
  const cut = apiVersion.indexOf('/');
  return cut === -1 ? ['', apiVersion] : [apiVersion.slice(0, cut), apiVersion.slice(cut + 1)];
}

/** Every built-in kind of lib/kubernetes that is stored. */
export function builtInKinds(): Kind[] {
  return knownKinds().flatMap(({ apiVersion, kind }) => {
    const [group, version] = groupVersion(apiVersion);
    if (group.endsWith('kustomize.config.k8s.io') || NOT_STORED.test(`${apiVersion}/${kind}`)) return [];
    return {
      group,
      kind,
      plural: pluralOf(kind),
      singular: kind.toLowerCase(),
      shortNames: SHORT[kind]?.split(' ') ?? [],
      namespaced: !isClusterScoped(kind) && !CLUSTER_SCOPED.has(kind),
      versions: [version],
      type: typeOfKind(apiVersion, kind),
      statusSubresource: HAVE_STATUS.has(kind),
      custom: false,
    };
  });
}

/** All kinds that are served now. */
export class Kinds {
  private readonly byKey = new Map<string, Kind>();

  constructor(kinds: readonly Kind[]) {
    for (const kind of kinds) this.add(kind);
  }

  add(kind: Kind): void {
    this.byKey.set(`${kind.group}/${kind.kind}`, kind);
  }

  remove(group: string, kind: string): void {
    this.byKey.delete(`${group}/${kind}`);
  }

  /** The kind, if that version of it is served. */
  find(apiVersion: string, kind: string): Kind | undefined {
    const [group, version] = groupVersion(apiVersion);
    const found = this.byKey.get(`${group}/${kind}`);
    return found?.versions.includes(version) ? found : undefined;
  }

  /** The kind of a group by its plural. */
  byPlural(group: string, plural: string): Kind | undefined {
    return [...this.byKey.values()].find((kind) => kind.group === group && kind.plural === plural);
  }

  all(): Kind[] {
    return [...this.byKey.values()];
  }
}

/** A kind as discovery tells of it: once for each version. */
export function discovery(kind: Kind): ApiResource[] {
  return kind.versions.map((version) => ({
    apiVersion: kind.group ? `${kind.group}/${version}` : version,
    kind: kind.kind,
    plural: kind.plural,
    namespaced: kind.namespaced,
    shortNames: [...kind.shortNames],
  }));
}
