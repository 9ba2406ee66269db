import type { ApiObject, JsonMap } from '../../interface';
import { equal, isMap, listAt, mapAt, mapsAt, numberAt, textAt } from '../../object';
import type { FieldFault } from '../errors';
import { containers } from './container';
import { duplicate, invalidValue, NOT_NEGATIVE, notAllowed, notSupported, required } from './faults';
import { annotations, labels } from './metadata';
import { configKey, dnsLabel, dnsSubdomain } from './names';
import { userAndGroup } from './resources';

/** As pkg/apis/core/validation/validation.go, the functions of the same names. */

type Faults = Generator<FieldFault>;

const DNS = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const RESTART = ['Always', 'OnFailure', 'Never'];

/** As ValidatePodSpec. */
export function* podSpec(spec: JsonMap, at: string): Faults {
  const volumes = new Set(mapsAt(spec, 'volumes').map((volume) => textAt(volume, 'name') ?? ''));
  yield* volumeList(spec, `${at}.volumes`);
  yield* containers(spec, volumes, at);
  const restart = textAt(spec, 'restartPolicy') ?? '';
  if (!RESTART.includes(restart)) yield notSupported(`${at}.restartPolicy`, restart, RESTART);
  const dns = textAt(spec, 'dnsPolicy') ?? '';
  if (!DNS.includes(dns)) yield notSupported(`${at}.dnsPolicy`, dns, DNS);
  yield* labels(spec.nodeSelector, `${at}.nodeSelector`);
  yield* userAndGroup(mapAt(spec, 'securityContext'), `${at}.securityContext`);
  for (const [i, secret] of mapsAt(spec, 'imagePullSecrets').entries())
    if (!textAt(secret, 'name')) yield required(`${at}.imagePullSecrets[${i}].name`, '');
  yield* tolerations(spec, `${at}.tolerations`);
  const account = textAt(spec, 'serviceAccountName');
  if (account)
    for (const message of dnsSubdomain(account))
      yield invalidValue(`${at}.serviceAccountName`, account, message);
  const grace = numberAt(spec, 'terminationGracePeriodSeconds') ?? 0;
  if (grace < 0) yield invalidValue(`${at}.terminationGracePeriodSeconds`, grace, NOT_NEGATIVE);
  const deadline = numberAt(spec, 'activeDeadlineSeconds');
  if (deadline !== undefined && (deadline < 1 || deadline > 2147483647))
    yield invalidValue(
      `${at}.activeDeadlineSeconds`,
      deadline,
      'must be between 1 and 2147483647, inclusive',
    );
  for (const field of ['hostname', 'subdomain']) {
    const name = textAt(spec, field);
    if (name) for (const message of dnsLabel(name)) yield invalidValue(`${at}.${field}`, name, message);
  }
}

function* tolerations(spec: JsonMap, at: string): Faults {
  for (const [i, toleration] of mapsAt(spec, 'tolerations').entries()) {
    const operator = textAt(toleration, 'operator') ?? '';
    if (!textAt(toleration, 'key') && operator !== 'Exists')
      yield invalidValue(
        `${at}[${i}].operator`,
        operator,
        'operator must be Exists when `key` is empty, which means "match all values and all keys"',
      );
    if (operator === 'Exists' && textAt(toleration, 'value'))
      yield invalidValue(
        `${at}[${i}].operator`,
        toleration,
        "value must be empty when `operator` is 'Exists'",
      );
  }
}

/** As ValidateVolumes. */
function* volumeList(spec: JsonMap, at: string): Faults {
  const names = new Set<string>();
  for (const [i, volume] of mapsAt(spec, 'volumes').entries()) {
    const here = `${at}[${i}]`;
    const name = textAt(volume, 'name') ?? '';
    const wrong = name ? dnsLabel(name) : [];
    if (!name) yield required(`${here}.name`, '');
    else for (const message of wrong) yield invalidValue(`${here}.name`, name, message);
    if (names.has(name)) yield duplicate(`${here}.name`, name);
    names.add(name);
    yield* volumeSource(volume, here);
  }
}

/** Where each source names what it is about. */
const NAMED: Readonly<Record<string, string>> = {
  configMap: 'name',
  secret: 'secretName',
  persistentVolumeClaim: 'claimName',
  hostPath: 'path',
};

function* volumeSource(volume: JsonMap, at: string): Faults {
  const sources = Object.keys(volume).filter((field) => field !== 'name' && isMap(volume[field]));
  for (const extra of sources.slice(1))
    yield notAllowed(`${at}.${extra}`, 'may not specify more than 1 volume type');
  const [source] = sources;
  if (source === undefined) {
    yield required(at, 'must specify a volume type');
    return;
  }
  const named = Object.hasOwn(NAMED, source) ? NAMED[source] : undefined;
  if (named && !textAt(volume, source, named)) yield required(`${at}.${source}.${named}`, '');
  const mode = numberAt(volume, source, 'defaultMode');
  if (mode !== undefined && (mode < 0 || mode > 0o777))
    yield invalidValue(
      `${at}.${source}.defaultMode`,
      mode,
      'must be a number between 0 and 0777 (octal), both inclusive',
    );
  for (const [i, item] of mapsAt(volume, source, 'items').entries()) {
    const here = `${at}.${source}.items[${i}]`;
    const key = textAt(item, 'key');
    if (source !== 'downwardAPI' && !key) yield required(`${here}.key`, '');
    else if (key) for (const message of configKey(key)) yield invalidValue(`${here}.key`, key, message);
    const path = textAt(item, 'path') ?? '';
    if (!path) yield required(`${here}.path`, '');
    if (path.startsWith('/')) yield invalidValue(`${here}.path`, path, 'must be a relative path');
    if (path.split('/').includes('..')) yield invalidValue(`${here}.path`, path, "must not contain '..'");
  }
}

/** As ValidatePodTemplateSpec. */
export function* podTemplate(template: JsonMap, at: string): Faults {
  yield* labels(mapAt(template, 'metadata').labels, `${at}.labels`);
  yield* annotations(mapAt(template, 'metadata').annotations, `${at}.annotations`);
  yield* podSpec(mapAt(template, 'spec'), `${at}.spec`);
  if (listAt(template, 'spec', 'ephemeralContainers').length)
    yield notAllowed(`${at}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template');
}

const MAY_CHANGE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** As ValidatePodUpdate. What differs is told by field; the server prints a Go diff there, whose form is not stable. */
export function* podUpdate(pod: JsonMap, old: ApiObject): Faults {
  const spec = mapAt(pod, 'spec');
  const before = mapAt(old, 'spec');
  for (const list of ['containers', 'initContainers'])
    if (mapsAt(spec, list).length !== mapsAt(before, list).length) {
      yield notAllowed(`spec.${list}`, 'pod updates may not add or remove containers');
      return;
    }
  const kept = mapsAt(before, 'tolerations').every((toleration) =>
    mapsAt(spec, 'tolerations').some((other) => equal(other, toleration)),
  );
  if (!kept)
    yield notAllowed(
      'spec.tolerations',
      'existing toleration can not be modified except its tolerationSeconds',
    );
  const munged = mungedSpec(spec, before);
  if (equal(munged, before)) return;
  const changed = [...new Set([...Object.keys(munged), ...Object.keys(before)])]
    .filter((field) => !equal(munged[field], before[field]))
    .map(
      (field) =>
        `  ${field}: ${JSON.stringify(before[field] ?? null)} -> ${JSON.stringify(munged[field] ?? null)}`,
    );
  yield notAllowed('spec', `${MAY_CHANGE}\n${changed.join('\n')}`);
}

/** The new spec with everything that may change as it was. */
function mungedSpec(spec: JsonMap, before: JsonMap): JsonMap {
  const images = (list: string) =>
    mapsAt(spec, list).map(
      (container, i): JsonMap => ({ ...container, image: mapsAt(before, list)[i]?.image }),
    );
  const munged: JsonMap = { ...spec };
  for (const list of ['containers', 'initContainers'])
    if (spec[list] !== undefined) munged[list] = images(list);
  // The scheduler's binding writes the node.
  for (const field of ['activeDeadlineSeconds', 'tolerations', ...(before.nodeName ? [] : ['nodeName'])])
    munged[field] = before[field];
  return munged;
}
