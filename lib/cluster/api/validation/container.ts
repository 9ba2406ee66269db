import type { JsonMap } from '../../interface';
import { isMap, mapAt, mapsAt, numberAt, textAt } from '../../object';
import type { FieldFault } from '../errors';
import { absent, duplicate, invalidValue, notAllowed, notSupported, required } from './faults';
import { configKey, dnsLabel, envName, portName } from './names';
import { handler, probes } from './probe';
import { resources, securityContext } from './resources';

/** As pkg/apis/core/validation/validation.go, the functions of the same names. */

type Faults = Generator<FieldFault>;

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** What must be between 1 and 65535. */
export function* portNumber(value: number, field: string): Faults {
  if (value < 1 || value > 65535) yield invalidValue(field, value, 'must be between 1 and 65535, inclusive');
}

/** As validateContainers. */
export function* containers(spec: JsonMap, volumes: ReadonlySet<string>, at: string): Faults {
  const list = mapsAt(spec, 'containers');
  if (!list.length) yield required(`${at}.containers`, '');
  const names = new Set<string>();
  for (const [i, container] of list.entries()) {
    const here = `${at}.containers[${i}]`;
    yield* common(container, volumes, here);
    const name = textAt(container, 'name') ?? '';
    if (names.has(name)) yield duplicate(`${here}.name`, name);
    names.add(name);
    yield* lifecycle(container, here);
    yield* probes(container, here);
    if (container.restartPolicy !== undefined && container.restartPolicyRules === undefined)
      yield notAllowed(`${here}.restartPolicy`, 'may not be set for non-init containers');
  }
  yield* initContainers(spec, names, volumes, at);
}

/** As validateInitContainers. */
function* initContainers(
  spec: JsonMap,
  names: Set<string>,
  volumes: ReadonlySet<string>,
  at: string,
): Faults {
  for (const [i, container] of mapsAt(spec, 'initContainers').entries()) {
    const here = `${at}.initContainers[${i}]`;
    yield* common(container, volumes, here);
    const policy = textAt(container, 'restartPolicy');
    if (policy !== undefined && policy !== 'Always')
      yield notSupported(`${here}.restartPolicy`, policy, ['Always']);
    const name = textAt(container, 'name') ?? '';
    if (names.has(name)) yield duplicate(`${here}.name`, name);
    else if (name) names.add(name);
    if (policy === 'Always') {
      yield* lifecycle(container, here);
      yield* probes(container, here);
    } else
      for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'])
        if (container[field] !== undefined)
          yield notAllowed(
            `${here}.${field}`,
            'may not be set for init containers without restartPolicy=Always',
          );
  }
}

function* lifecycle(container: JsonMap, at: string): Faults {
  for (const hook of ['postStart', 'preStop']) {
    const given = mapAt(container, 'lifecycle')[hook];
    if (isMap(given)) yield* handler(given, `${at}.lifecycle.${hook}`);
  }
}

/** As validateContainerCommon. */
function* common(container: JsonMap, volumes: ReadonlySet<string>, at: string): Faults {
  const name = textAt(container, 'name') ?? '';
  if (!name) yield required(`${at}.name`, '');
  else for (const message of dnsLabel(name)) yield invalidValue(`${at}.name`, name, message);
  if (!textAt(container, 'image')) yield required(`${at}.image`, '');
  const policy = textAt(container, 'terminationMessagePolicy') ?? '';
  if (policy !== 'File' && policy !== 'FallbackToLogsOnError')
    yield notSupported(`${at}.terminationMessagePolicy`, policy, ['File', 'FallbackToLogsOnError']);
  yield* ports(container, `${at}.ports`);
  yield* env(container, `${at}.env`);
  yield* envFrom(container, `${at}.envFrom`);
  yield* mounts(container, volumes, `${at}.volumeMounts`);
  const pull = textAt(container, 'imagePullPolicy') ?? '';
  if (!PULL_POLICIES.includes(pull)) yield notSupported(`${at}.imagePullPolicy`, pull, PULL_POLICIES);
  yield* resources(mapAt(container, 'resources'), `${at}.resources`);
  yield* securityContext(mapAt(container, 'securityContext'), `${at}.securityContext`);
}

function* ports(container: JsonMap, at: string): Faults {
  const names = new Set<string>();
  for (const [i, port] of mapsAt(container, 'ports').entries()) {
    const here = `${at}[${i}]`;
    const name = textAt(port, 'name');
    const wrong = name ? portName(name) : [];
    for (const message of wrong) yield invalidValue(`${here}.name`, name, message);
    if (name && !wrong.length) {
      if (names.has(name)) yield duplicate(`${here}.name`, name);
      names.add(name);
    }
    const number = numberAt(port, 'containerPort');
    if (!number) yield required(`${here}.containerPort`, '');
    else yield* portNumber(number, `${here}.containerPort`);
    const host = numberAt(port, 'hostPort');
    if (host) yield* portNumber(host, `${here}.hostPort`);
    const protocol = textAt(port, 'protocol') ?? '';
    if (!PROTOCOLS.includes(protocol)) yield notSupported(`${here}.protocol`, protocol, PROTOCOLS);
  }
}

const SOURCES = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'];
const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

function* env(container: JsonMap, at: string): Faults {
  for (const [i, variable] of mapsAt(container, 'env').entries()) {
    const here = `${at}[${i}]`;
    const name = textAt(variable, 'name') ?? '';
    if (!name) yield required(`${here}.name`, '');
    else for (const message of envName(name)) yield invalidValue(`${here}.name`, name, message);
    if (isMap(variable.valueFrom))
      yield* valueFrom(variable.valueFrom, textAt(variable, 'value'), `${here}.valueFrom`);
  }
}

/** As validateEnvVarValueFrom. */
function* valueFrom(source: JsonMap, value: string | undefined, at: string): Faults {
  const given = SOURCES.filter((field) => isMap(source[field]));
  for (const field of ['configMapKeyRef', 'secretKeyRef']) {
    const reference = source[field];
    if (!isMap(reference)) continue;
    if (!textAt(reference, 'name')) yield required(`${at}.${field}.name`, '');
    const key = textAt(reference, 'key') ?? '';
    if (!key) yield required(`${at}.${field}.key`, '');
    else for (const message of configKey(key)) yield invalidValue(`${at}.${field}.key`, key, message);
  }
  const path = textAt(source, 'fieldRef', 'fieldPath');
  if (isMap(source.fieldRef)) {
    if (!path) yield required(`${at}.fieldRef.fieldPath`, '');
    else if (!FIELDS.includes(path) && !/^metadata\.(labels|annotations)\['[^']+'\]$/.test(path))
      yield path.startsWith('metadata.') || path.startsWith('spec.') || path.startsWith('status.')
        ? notSupported(`${at}.fieldRef.fieldPath`, path, FIELDS)
        : invalidValue(
            `${at}.fieldRef.fieldPath`,
            path,
            `error converting fieldPath: field label not supported: ${path}`,
          );
  }
  if (!given.length)
    yield invalidValue(
      at,
      '',
      'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
    );
  else if (value) yield invalidValue(at, '', 'may not be specified when `value` is not empty');
  if (given.length > 1) yield invalidValue(at, '', 'may not have more than one field specified at a time');
}

function* envFrom(container: JsonMap, at: string): Faults {
  for (const [i, source] of mapsAt(container, 'envFrom').entries()) {
    const here = `${at}[${i}]`;
    const given = ['configMapRef', 'secretRef'].filter((field) => isMap(source[field]));
    for (const field of given)
      if (!textAt(source, field, 'name')) yield required(`${here}.${field}.name`, '');
    if (!given.length) yield invalidValue(here, '', 'must specify one of: `configMapRef` or `secretRef`');
    if (given.length > 1)
      yield invalidValue(here, '', 'may not have more than one field specified at a time');
  }
}

/** As ValidateVolumeMounts. */
function* mounts(container: JsonMap, volumes: ReadonlySet<string>, at: string): Faults {
  const paths = new Set<string>();
  for (const [i, mount] of mapsAt(container, 'volumeMounts').entries()) {
    const here = `${at}[${i}]`;
    const name = textAt(mount, 'name') ?? '';
    if (!name) yield required(`${here}.name`, '');
    if (!volumes.has(name)) yield absent(`${here}.name`, name);
    const path = textAt(mount, 'mountPath') ?? '';
    if (!path) yield required(`${here}.mountPath`, '');
    if (paths.has(path)) yield invalidValue(`${here}.mountPath`, path, 'must be unique');
    paths.add(path);
    const sub = textAt(mount, 'subPath');
    if (sub?.startsWith('/')) yield invalidValue(`${here}.subPath`, sub, 'must be a relative path');
    if (sub?.split('/').includes('..')) yield invalidValue(`${here}.subPath`, sub, "must not contain '..'");
    if (sub && textAt(mount, 'subPathExpr'))
      yield invalidValue(
        `${here}.subPathExpr`,
        textAt(mount, 'subPathExpr'),
        'subPathExpr and subPath are mutually exclusive',
      );
  }
}
