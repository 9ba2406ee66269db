import { admit, mutate } from '../../admission';
import type { Answer, ApiObject, JsonMap, ManagedFields, Manifest, WriteOptions } from '../../interface';
import { isApiObject, isMap, mapAt, textAt } from '../../object';
import { suffix, uuid } from '../../time/random';
import {
  alreadyExists,
  badRequest,
  forbidden,
  invalid,
  noSpace,
  notFound,
  ok,
  type Refusal,
} from '../errors';
import { managedAfterUpdate, versionOf, withManagers, writerOf } from '../fields/manage';
import { type Taken, takeIn } from '../intake';
import type { Kind } from '../kinds';
import { commit, type Machine, stamp } from '../machine';
import { strategyOf } from '../strategy';
import { validate } from '../validation';
import { namespaceFor } from './read';

/** As k8s.io/apiserver/pkg/registry/rest/create.go, BeforeCreate, and generic/registry/store.go, Create. */
export function create(machine: Machine, manifest: Manifest, options: WriteOptions = {}): Answer<ApiObject> {
  const taken = takeIn(machine, manifest, options.fieldValidation ?? 'Warn');
  return taken.ok ? createDecoded(machine, taken, options) : taken;
}

/** Creates what was taken in already; `managers` are given by who applies. */
export function createDecoded(
  machine: Machine,
  taken: Taken,
  options: WriteOptions,
  managers?: readonly ManagedFields[],
): Answer<ApiObject> {
  const { kind, object } = taken;
  const warnings = [...taken.warnings];
  const strategy = strategyOf(kind);
  const metadata = mapAt(object, 'metadata');
  if (textAt(metadata, 'resourceVersion'))
    return badRequest('resourceVersion should not be set on objects to be created');
  const namespace = namespaceFor(kind, textAt(metadata, 'namespace'));
  const admitted = kind.namespaced
    ? namespaceRefusal(machine, kind, namespace, textAt(metadata, 'name') ?? '')
    : undefined;
  if (admitted) return admitted;
  const born: JsonMap = { ...object, metadata: newMetadata(machine, kind, metadata, namespace) };
  if (kind.statusSubresource) delete born.status;
  strategy.defaults?.(born);
  strategy.prepareCreate?.(born, machine);
  const name = textAt(born, 'metadata', 'name') ?? '';
  const mutated = mutate(machine, kind, born);
  if (mutated) return mutated;
  const faults = validate(kind, born, undefined);
  if (faults.length) return invalid(kind, name, faults);
  const admittance = admit(machine, kind, born, undefined);
  if (!admittance.ok) return admittance;
  warnings.push(...admittance.warnings);
  if (machine.store.get(kind, namespace, name)) return alreadyExists(kind, name);
  const writer = writerOf(options, versionOf(object), 'Update', stamp(machine.time));
  const owned = withManagers(
    born,
    managers ??
      managedAfterUpdate(
        kind,
        undefined,
        kind.statusSubresource ? { ...born, status: undefined } : born,
        writer,
      ),
  );
  if (options.dryRun) return ok(asStored(owned), warnings);
  if (machine.store.isFull(kind)) return noSpace();
  const stored = commit(machine, kind, owned, {
    actor: options.manager ?? 'unknown',
    what: 'created',
    why: options.why,
  });
  return ok(stored, warnings);
}

function asStored(object: JsonMap): ApiObject {
  const stored = { ...object, metadata: { resourceVersion: '', ...mapAt(object, 'metadata') } };
  if (!isApiObject(stored)) throw new Error('not an object of the API');
  return stored;
}

function newMetadata(machine: Machine, kind: Kind, given: JsonMap, namespace: string): JsonMap {
  const { name, generateName, labels, annotations, finalizers, ownerReferences } = given;
  const generated = typeof generateName === 'string' && generateName && !name;
  return {
    name: generated ? `${generateName.slice(0, 58)}${suffix(machine.random)}` : (name ?? ''),
    ...(generateName ? { generateName } : {}),
    ...(kind.namespaced ? { namespace } : {}),
    uid: uuid(machine.random),
    creationTimestamp: stamp(machine.time),
    ...(hasGeneration(kind) ? { generation: 1 } : {}),
    ...(isMap(labels) && Object.keys(labels).length ? { labels } : {}),
    ...(isMap(annotations) && Object.keys(annotations).length ? { annotations } : {}),
    ...(Array.isArray(finalizers) && finalizers.length ? { finalizers } : {}),
    ...(Array.isArray(ownerReferences) && ownerReferences.length ? { ownerReferences } : {}),
  };
}

/** Kinds whose strategy never sets a generation: those that are only data. */
const WITHOUT_GENERATION = new Set(
  'ConfigMap Secret Event ServiceAccount Namespace Node Service Endpoints Role RoleBinding ClusterRole ClusterRoleBinding PersistentVolume PersistentVolumeClaim LimitRange ResourceQuota Lease ControllerRevision PodTemplate'.split(
    ' ',
  ),
);

export function hasGeneration(kind: Kind): boolean {
  return kind.custom || !WITHOUT_GENERATION.has(kind.kind);
}

/** As the admission plugin NamespaceLifecycle. */
function namespaceRefusal(
  machine: Machine,
  kind: Kind,
  namespace: string,
  name: string,
): Refusal | undefined {
  const spaces = machine.kinds.find('v1', 'Namespace');
  const space = spaces && machine.store.get(spaces, '', namespace);
  if (!spaces || !space) return spaces && notFound(spaces, namespace);
  if (!space.metadata.deletionTimestamp) return undefined;
  return forbidden(
    kind,
    name,
    `unable to create new content in namespace ${namespace} because it is being terminated`,
    [
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${namespace} is being terminated`,
        field: 'metadata.namespace',
      },
    ],
  );
}
