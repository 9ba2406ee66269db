import type { ApiObject, JsonMap } from '../../interface';
import { equal, isMap, listAt, mapAt, mapsAt, textAt, textMapAt, textsAt } from '../../object';
import type { FieldFault } from '../errors';
import { IMMUTABLE, invalidValue, notAllowed, notSupported, required, tooLong } from './faults';
import { configKey } from './names';

/** Kinds that are mostly data. As pkg/apis/core/validation/validation.go and those of the other groups. */

type Faults = Generator<FieldFault>;

/** As core.MaxSecretSize. */
const MAX_SIZE = 1024 * 1024;

function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else if (code >= 0xd800 && code < 0xdc00) {
      length += 4;
      i++;
    } else length += 3;
  }
  return length;
}

/** The bytes that a base64 text stands for. */
function decodedLength(text: string): number {
  return Math.floor((text.replace(/[=\s]/g, '').length * 3) / 4);
}

export function* configMap(object: JsonMap): Faults {
  const data = textMapAt(object, 'data');
  const binary = textMapAt(object, 'binaryData');
  let size = 0;
  for (const [key, value] of Object.entries(data)) {
    for (const message of configKey(key)) yield invalidValue(`data[${key}]`, key, message);
    if (Object.hasOwn(binary, key))
      yield invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData');
    size += utf8Length(value);
  }
  for (const [key, value] of Object.entries(binary)) {
    for (const message of configKey(key)) yield invalidValue(`binaryData[${key}]`, key, message);
    size += decodedLength(value);
  }
  if (size > MAX_SIZE) yield tooLong('[]', MAX_SIZE);
}

export function* configMapUpdate(object: JsonMap, old: ApiObject): Faults {
  if (old.immutable !== true) return;
  if (object.immutable !== true) yield notAllowed('immutable', `${IMMUTABLE} when \`immutable\` is set`);
  for (const field of ['data', 'binaryData'])
    if (!equal(object[field], old[field])) yield notAllowed(field, `${IMMUTABLE} when \`immutable\` is set`);
}

/** What each type of Secret must hold. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

export function* secret(object: JsonMap): Faults {
  const data = textMapAt(object, 'data');
  let size = 0;
  for (const [key, value] of Object.entries(data)) {
    for (const message of configKey(key)) yield invalidValue(`data[${key}]`, key, message);
    size += decodedLength(value);
  }
  if (size > MAX_SIZE) yield tooLong('data', MAX_SIZE);
  const type = textAt(object, 'type') ?? '';
  for (const key of (Object.hasOwn(NEEDED, type) ? NEEDED[type] : undefined) ?? [])
    if (!Object.hasOwn(data, key)) yield required(`data[${key}]`, '');
}

export function* secretUpdate(object: JsonMap, old: ApiObject): Faults {
  if (!equal(object.type, old.type)) yield invalidValue('type', object.type, IMMUTABLE);
  if (old.immutable !== true) return;
  if (object.immutable !== true) yield notAllowed('immutable', `${IMMUTABLE} when \`immutable\` is set`);
  if (!equal(object.data, old.data)) yield notAllowed('data', `${IMMUTABLE} when \`immutable\` is set`);
}

const ACCESS = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

export function* claim(object: JsonMap): Faults {
  const modes = textsAt(object, 'spec', 'accessModes');
  if (!modes.length) yield required('spec.accessModes', 'at least 1 access mode is required');
  for (const mode of modes) if (!ACCESS.includes(mode)) yield notSupported('spec.accessModes', mode, ACCESS);
  if (mapAt(object, 'spec', 'resources', 'requests').storage === undefined)
    yield required('spec.resources[storage]', '');
}

/** As ValidatePersistentVolumeClaimUpdate, without the Go diff that follows the text. */
export function* claimUpdate(object: JsonMap, old: ApiObject): Faults {
  const fixed = (claim: JsonMap) => {
    const {
      resources: _,
      volumeName: __,
      volumeAttributesClassName: ___,
      storageClassName: ____,
      ...spec
    } = mapAt(claim, 'spec');
    return spec;
  };
  const before = mapAt(old, 'spec');
  const now = mapAt(object, 'spec');
  const renamed = before.volumeName !== undefined && !equal(before.volumeName, now.volumeName);
  const classed =
    before.storageClassName !== undefined && !equal(before.storageClassName, now.storageClassName);
  if (renamed || classed || !equal(fixed(object), fixed(old)))
    yield notAllowed(
      'spec',
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
    );
}

/** As pkg/apis/rbac/validation, ValidateRoleBindingUpdate. */
export function* bindingUpdate(object: JsonMap, old: ApiObject): Faults {
  if (!equal(object.roleRef, old.roleRef))
    yield invalidValue('roleRef', object.roleRef, 'cannot change roleRef');
}

const PATHS = ['Exact', 'ImplementationSpecific', 'Prefix'];

/** As pkg/apis/networking/validation, ValidateIngress. */
export function* ingress(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  if (!listAt(spec, 'rules').length && !isMap(spec.defaultBackend))
    yield invalidValue('spec', spec, 'either `defaultBackend` or `rules` must be specified');
  for (const [i, rule] of mapsAt(spec, 'rules').entries())
    for (const [j, path] of mapsAt(rule, 'http', 'paths').entries()) {
      const at = `spec.rules[${i}].http.paths[${j}]`;
      const type = textAt(path, 'pathType');
      if (type === undefined) yield required(`${at}.pathType`, 'pathType must be specified');
      else if (!PATHS.includes(type)) yield notSupported(`${at}.pathType`, type, PATHS);
      const text = textAt(path, 'path') ?? '';
      if (type !== 'ImplementationSpecific' && !text.startsWith('/'))
        yield invalidValue(`${at}.path`, text, 'must be an absolute path');
      const backend = mapAt(path, 'backend');
      if (!isMap(backend.service) && !isMap(backend.resource))
        yield required(`${at}.backend`, 'port name or number is required');
      else if (isMap(backend.service)) {
        if (!textAt(backend, 'service', 'name')) yield required(`${at}.backend.service.name`, '');
        if (!Object.keys(mapAt(backend, 'service', 'port')).length)
          yield required(`${at}.backend`, 'port name or number is required');
      }
    }
}

/** As apiextensions-apiserver/pkg/apis/apiextensions/validation. */
export function* definition(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  const name = textAt(object, 'metadata', 'name') ?? '';
  const plural = textAt(spec, 'names', 'plural') ?? '';
  const group = textAt(spec, 'group') ?? '';
  if (name !== `${plural}.${group}`)
    yield invalidValue('metadata.name', name, 'must be spec.names.plural+"."+spec.group');
  if (!group) yield required('spec.group', '');
  else if (!group.includes('.'))
    yield invalidValue('spec.group', group, 'should be a domain with at least one dot');
  const scope = textAt(spec, 'scope') ?? '';
  if (scope !== 'Cluster' && scope !== 'Namespaced')
    yield scope ? notSupported('spec.scope', scope, ['Cluster', 'Namespaced']) : required('spec.scope', '');
  const versions = mapsAt(spec, 'versions');
  if (!versions.length) yield required('spec.versions', 'must have at least one version');
  else if (versions.filter(({ storage }) => storage === true).length !== 1)
    yield invalidValue(
      'spec.versions',
      spec.versions,
      'must have exactly one version marked as storage version',
    );
  for (const [i, version] of versions.entries())
    if (!isMap(mapAt(version, 'schema').openAPIV3Schema))
      yield required(`spec.versions[${i}].schema.openAPIV3Schema`, 'schemas are required');
  for (const field of ['plural', 'kind'])
    if (!textAt(spec, 'names', field)) yield required(`spec.names.${field}`, '');
}
