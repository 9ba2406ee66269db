import { at, entryOf, itemsOf, type MapNode, type Span, scalarOf, stringOf } from '@/lib/yaml';
import { ADDRESS } from './addresses';
import { chosen, descending, filled, formed, hasOnly, oneOf } from './checks';
import { handler, probe } from './probes';
import { resources } from './resources';
import { CONTAINER_SECURITY } from './security';
import { type Check, type Fields, type Tell, WHOLE } from './walk';

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
const BULK = ['configMapRef', 'secretRef'];

/** As core/validation, validEnvDownwardAPIFieldPathExpressions. */
const FIELDS =
  /^(?:metadata\.(?:name|namespace|uid|(?:labels|annotations)\['[^']+'\])|spec\.(?:nodeName|serviceAccountName)|status\.(?:hostIPs?|podIPs?))$/;
const RESOURCES = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

const fieldPath: Check = ({ value }, tell) => {
  const path = stringOf(value);
  if (path === undefined || FIELDS.test(path)) return;
  const whole = /^metadata\.(?:labels|annotations)$/.test(path);
  tell(
    value,
    whole
      ? `A variable takes one of them: \`${path}['app']\`. All together come only as files, in a \`downwardAPI\` volume.`
      : `A variable cannot take \`${path}\`. It takes \`metadata.name\`, \`metadata.namespace\`, \`metadata.uid\`, one label or annotation, \`spec.nodeName\`, \`spec.serviceAccountName\`, \`status.podIP\` or \`status.hostIP\`.`,
  );
};

/** What a `resourceFieldRef` may name. */
export const resource: Check = ({ value }, tell) => {
  const name = stringOf(value);
  if (name !== undefined && !RESOURCES.test(name))
    tell(value, `\`${name}\` is none: write \`limits.cpu\`, \`requests.memory\` and the like.`);
};

const ENV: Fields = {
  valueFrom: {
    [WHOLE]: (node, tell, place) => {
      const found = chosen(node, SOURCES);
      if (found.length === 0 && hasOnly(node, SOURCES))
        tell(place, `\`valueFrom\` names no source. It needs ${oneOf(SOURCES.slice(0, 4))}.`);
      else if (found[1])
        tell(found[1].key, '`valueFrom` names one source, and this one names several. Keep one.');
    },
    fieldRef: { fieldPath },
    resourceFieldRef: { resource },
    configMapKeyRef: { name: filled },
    secretKeyRef: { name: filled },
  },
};

const ENV_FROM: Fields = {
  [WHOLE]: (node, tell, place) => {
    const found = chosen(node, BULK);
    if (found.length === 0 && hasOnly(node, [...BULK, 'prefix']))
      tell(place, `This entry takes variables from nothing. It needs ${oneOf(BULK)}.`);
    else if (found[1]) tell(found[1].key, 'An entry takes variables from one place. Make two entries of it.');
  },
  configMapRef: { [WHOLE]: named },
  secretRef: { [WHOLE]: named },
};

/** A reference that names nothing. */
export function named(node: MapNode, tell: Tell, place: Span) {
  const entry = entryOf(node, 'name');
  const name = scalarOf(entry?.value);
  // An unreadable or misspelt one is reported as what it is.
  if (
    entry
      ? name?.value === '' || name?.value === null
      : hasOnly(node, ['optional', 'items', 'defaultMode', 'mode'])
  )
    tell(entry?.key ?? place, 'This names nothing, so the API server refuses it. Add a `name`.');
}

const MOUNT: Fields = {
  mountPath: filled,
  recursiveReadOnly: ({ key, value }, tell, owner) => {
    const wanted = stringOf(value);
    if (wanted && wanted !== 'Disabled' && scalarOf(at(owner, 'readOnly'))?.value !== true)
      tell(key, 'This goes with `readOnly: true` only. Add that beside it.');
  },
  subPath: descending,
  subPathExpr: (entry, tell, owner) => {
    if (stringOf(at(owner, 'subPath')) && stringOf(entry.value))
      tell(entry.key, 'A mount takes `subPath` or `subPathExpr`, and this one has both. Remove one.');
    descending(entry, tell, owner);
  },
};

/** As core/validation, validateContainerPorts and AccumulateUniqueHostPorts. */
export function hostPorts(spec: Parameters<typeof at>[0], tell: Tell) {
  const shared = scalarOf(at(spec, 'hostNetwork'))?.value === true;
  const taken = new Set<string>();
  for (const container of itemsOf(at(spec, 'containers')))
    for (const port of itemsOf(at(container, 'ports'))) {
      const host = scalarOf(at(port, 'hostPort'));
      if (typeof host?.value !== 'number' || host.value === 0) continue;
      const id = `${host.value}/${stringOf(at(port, 'protocol')) ?? 'TCP'}/${stringOf(at(port, 'hostIP')) ?? ''}`;
      if (taken.has(id))
        tell(
          host,
          `Another port of this Pod takes ${host.text} of the node already. Choose another, or leave \`hostPort\` out.`,
        );
      taken.add(id);
      const own = scalarOf(at(port, 'containerPort'));
      if (shared && typeof own?.value === 'number' && own.value !== host.value)
        tell(
          host,
          `With \`hostNetwork: true\` the container listens on the node itself, so \`hostPort\` is the same as \`containerPort\`, ${own.text}. Remove it.`,
        );
    }
}

/** As core/validation, validateMountPropagation. */
function propagation(node: MapNode, tell: Tell) {
  for (const mount of itemsOf(at(node, 'volumeMounts'))) {
    const way = scalarOf(at(mount, 'mountPropagation'));
    if (way?.text === 'Bidirectional' && scalarOf(at(node, 'securityContext', 'privileged'))?.value !== true)
      tell(
        way,
        'Only a privileged container passes its mounts on to the node. Write `HostToContainer`, or leave the line out.',
      );
  }
}

export const CONTAINER: Fields = {
  env: ENV,
  [WHOLE]: propagation,
  ports: { hostIP: formed(ADDRESS, 'IP address') },
  resizePolicy: {
    resourceName: ({ value }, tell) => {
      const name = stringOf(value);
      if (name && name !== 'cpu' && name !== 'memory')
        tell(value, `Only ${oneOf(['cpu', 'memory'])} can be resized, and this says \`${name}\`.`);
    },
  },
  envFrom: ENV_FROM,
  volumeMounts: MOUNT,
  livenessProbe: probe('livenessProbe'),
  readinessProbe: probe('readinessProbe'),
  startupProbe: probe('startupProbe'),
  lifecycle: { postStart: handler, preStop: handler },
  resources,
  securityContext: CONTAINER_SECURITY,
};

/** The same for init containers. As core/validation, validateInitContainers. */
export const INIT_CONTAINER: Fields = {
  ...CONTAINER,
  [WHOLE]: (node, tell) => {
    propagation(node, tell);
    if (stringOf(at(node, 'restartPolicy')) === 'Always') return;
    for (const { key } of chosen(node, ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']))
      tell(
        key,
        `An init container runs once and ends, so it takes no \`${key.text}\`. Remove it, or make it a sidecar with \`restartPolicy: Always\`.`,
      );
  },
};
