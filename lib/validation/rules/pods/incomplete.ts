import { containersOf, podOf, typeAt, typeOfKind } from '@/lib/kubernetes';
import { at, entriesOf, entryOf, isMissing, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';
import { pod } from './examples';

/** Kinds that are nothing without a `spec`, though their schemas let it be absent. */
const NEED_SPEC =
  /^(?:v1\/(?:Pod|Service|PersistentVolumeClaim|ReplicationController)|apps\/v1\/\w+|batch\/v1\/Job|networking\.k8s\.io\/v1\/Ingress)$/;

export const incompleteObject: Rule = {
  id: 'object-incomplete',
  severity: 'error',
  title: 'Something is missing that the API server asks for',
  why: 'Some fields are optional in the schema, and the API server asks for them all the same: a container has an image, a Service has ports, a claim says how much it wants. It refuses an object without them.',
  failing: one(pod()),
  passing: one(pod('image: nginx:1.27')),
  source: [
    {
      title: 'Kubernetes, pkg/apis/core/validation/validation.go',
      url: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go',
    },
    {
      title: 'Kubernetes, pkg/apis/networking/validation/validation.go',
      url: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go',
    },
  ],
  *object(object): Generator<Finding> {
    if (!object.file.unsure && !object.file.kustomization) yield* check(object);
  },
};

/** ControllerRevision is in `apps/v1` as well, and has none. */
function hasSpec({ apiVersion, kind }: SourceObject): boolean {
  return typeAt(typeOfKind(apiVersion, kind) ?? '', ['spec']) !== undefined;
}

function missing(place: YamlNode | undefined, object: SourceObject, message: string): Finding {
  const node = place ?? entryOf(object.root, 'kind')?.key ?? object.root;
  const { start, end } = node;
  return { start, end, message };
}

function* check(object: SourceObject): Generator<Finding> {
  const id = `${object.apiVersion}/${object.kind}`;
  const spec = entryOf(object.root, 'spec');
  if (NEED_SPEC.test(id) && hasSpec(object) && isMissing(spec?.value)) {
    yield missing(
      spec?.key,
      object,
      `This ${object.kind} has no \`spec\`, so the API server refuses it. Add one.`,
    );
    return;
  }
  yield* ofPod(object);
  if (id === 'v1/Service') yield* ofService(object);
  if (id === 'v1/PersistentVolumeClaim') yield* ofClaim(object, spec?.value, spec?.key);
  if (id === 'apps/v1/StatefulSet')
    for (const claim of itemsOf(at(spec?.value, 'volumeClaimTemplates'))) yield* ofTemplate(object, claim);
  if (
    id === 'networking.k8s.io/v1/Ingress' &&
    isEmpty(at(spec?.value, 'rules')) &&
    isMissing(at(spec?.value, 'defaultBackend'))
  )
    yield missing(
      spec?.key,
      object,
      'This Ingress leads nowhere: it needs `rules` or a `defaultBackend`, and the API server refuses it without.',
    );
}

function isEmpty(list: YamlNode | undefined): boolean {
  return isMissing(list) || (list?.kind === 'seq' && list.items.length === 0);
}

function* ofPod(object: SourceObject): Generator<Finding> {
  const found = podOf(object);
  if (!found) return;
  const containers = entryOf(found.spec, 'containers');
  if (containers?.value.kind === 'seq' && containers.value.items.length === 0)
    yield missing(
      containers.key,
      object,
      'This Pod has no container, and it needs at least one. Add it under `containers`.',
    );
  for (const { node, name } of containersOf(found)) {
    const image = entryOf(node, 'image');
    if (!image || isMissing(image.value) || stringOf(image.value) === '')
      yield missing(
        image?.key ?? node.entries[0]?.key,
        object,
        `Container \`${name}\` has no \`image\`, so the API server refuses the Pod. Say which image it runs.`,
      );
    for (const variable of itemsOf(at(node, 'env'))) {
      const from = entryOf(variable, 'valueFrom');
      if (from && stringOf(at(variable, 'value')))
        yield missing(
          from.key,
          object,
          'A variable takes its value from `value` or from `valueFrom`, and this one has both. Remove one.',
        );
    }
    for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe'])
      yield* ofProbe(object, entryOf(node, field));
  }
  for (const volume of itemsOf(at(found.spec, 'volumes'))) {
    const sources = entriesOf(volume).filter(({ key, value }) => key.text !== 'name' && !isMissing(value));
    if (sources.length > 1 && sources[1])
      yield missing(
        sources[1].key,
        object,
        `A volume has one source, and this one has ${sources.length}: ${sources.map(({ key }) => `\`${key.text}\``).join(', ')}. Make two volumes of it, or remove one.`,
      );
  }
}

const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'grpc'];

function* ofProbe(object: SourceObject, probe: ReturnType<typeof entryOf>): Generator<Finding> {
  if (probe?.value.kind !== 'map') return;
  const handlers = HANDLERS.flatMap((field) => entryOf(probe.value, field) ?? []).filter(
    ({ value }) => !isMissing(value),
  );
  // A misspelt handler is reported as the unknown field that it is.
  const known = entriesOf(probe.value).every(({ key }) =>
    /^(?:\w+Seconds|\w+Threshold|httpGet|tcpSocket|exec|grpc)$/.test(key.text),
  );
  if (handlers.length === 0 && known)
    yield missing(
      probe.key,
      object,
      `This probe asks nothing. It needs one of ${HANDLERS.map((field) => `\`${field}\``).join(', ')}.`,
    );
  if (handlers[1])
    yield missing(
      handlers[1].key,
      object,
      'A probe asks one thing, and this one asks several. Keep one of them.',
    );
}

function* ofService(object: SourceObject): Generator<Finding> {
  const spec = at(object.root, 'spec');
  const type = stringOf(at(spec, 'type')) ?? 'ClusterIP';
  const external = type === 'ExternalName';
  if (external && isMissing(at(spec, 'externalName')))
    yield missing(
      entryOf(spec, 'type')?.value,
      object,
      'A Service of type `ExternalName` needs the name that it stands for, in `externalName`.',
    );
  const headless = scalarOf(at(spec, 'clusterIP'))?.text === 'None';
  if (!external && !headless && isEmpty(at(spec, 'ports')))
    yield missing(
      entryOf(spec, 'ports')?.key ?? entryOf(object.root, 'spec')?.key,
      object,
      'This Service has no `ports`, so the API server refuses it. Say on which port it listens.',
    );
}

/** A claim that the StatefulSet cannot make: the controller tries for ever, and no Pod comes. */
function* ofTemplate(object: SourceObject, claim: YamlNode): Generator<Finding> {
  const spec = entryOf(claim, 'spec');
  const first = entriesOf(claim)[0]?.key;
  if (!stringOf(at(claim, 'metadata', 'name')))
    yield missing(
      first,
      object,
      'This claim has no name, so no container can mount it. Add `metadata.name`.',
    );
  if (!isMissing(spec?.value)) yield* ofClaim(object, spec?.value, spec?.key);
  else yield missing(spec?.key ?? first, object, 'This claim has no `spec`. Add one.');
}

function* ofClaim(
  object: SourceObject,
  spec: YamlNode | undefined,
  key: YamlNode | undefined,
): Generator<Finding> {
  if (isEmpty(at(spec, 'accessModes')))
    yield missing(
      key,
      object,
      'This claim has no `accessModes`, so the API server refuses it. `[ReadWriteOnce]` is the usual one.',
    );
  if (isMissing(at(spec, 'resources', 'requests', 'storage')))
    yield missing(
      entryOf(spec, 'resources')?.key ?? key,
      object,
      'This claim does not say how much it wants, so the API server refuses it. Add `resources.requests.storage`.',
    );
}
