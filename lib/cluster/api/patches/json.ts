import type { Json, JsonMap } from '../../interface';
import { copy, equal, isMap, own, put, textAt } from '../../object';

type Patched = { ok: true; value: Json } | { ok: false; message: string };

class PatchFault extends Error {}

/** More operations are refused. As k8s.io/apiserver/pkg/endpoints/handlers/patch.go, maxJSONPatchOperations. */
const MOST = 10_000;

/** As RFC 6902, with the texts of gopkg.in/evanphx/json-patch.v4, which the server uses. */
export function jsonPatch(target: JsonMap, patch: Json): Patched {
  if (!Array.isArray(patch))
    return { ok: false, message: 'json: cannot unmarshal object into Go value of type jsonpatch.Patch' };
  if (patch.length > MOST)
    return {
      ok: false,
      message: `The allowed maximum operations in a JSON patch is ${MOST}, got ${patch.length}`,
    };
  try {
    let value: Json = copy(target);
    for (const operation of patch) value = applyOne(value, isMap(operation) ? operation : {});
    return { ok: true, value };
  } catch (error) {
    if (error instanceof PatchFault) return { ok: false, message: error.message };
    throw error;
  }
}

function applyOne(root: Json, operation: JsonMap): Json {
  const kind = textAt(operation, 'op') ?? '';
  const path = pointer(operation, 'path', kind);
  const value = operation.value ?? null;
  switch (kind) {
    case 'add':
      return set(root, path, copy(value), 'add');
    case 'replace':
      find(root, path, 'replace');
      return set(root, path, copy(value), 'replace');
    case 'remove':
      return take(root, path);
    case 'move': {
      const from = pointer(operation, 'from', kind);
      const moved = find(root, from, 'move');
      return set(take(root, from), path, moved, 'move');
    }
    case 'copy':
      return set(root, path, copy(find(root, pointer(operation, 'from', kind), 'copy')), 'copy');
    case 'test': {
      const parent = step(root, path.slice(0, -1));
      const found = path.length ? below(parent, path.at(-1) ?? '') : root;
      if (!equal(found ?? null, value))
        throw new PatchFault(`testing value ${text(path)} failed: test failed`);
      return root;
    }
    default:
      throw new PatchFault(`Unexpected kind: ${kind}`);
  }
}

function pointer(operation: JsonMap, field: string, kind: string): string[] {
  const written = textAt(operation, field);
  if (written === undefined)
    throw new PatchFault(`${kind} operation failed to decode path: missing operation path`);
  if (written === '') return [];
  return written
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const text = (path: readonly string[]) =>
  path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function below(value: Json | undefined, part: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined;
  return isMap(value) ? own(value, part) : undefined;
}

function step(root: Json, path: readonly string[]): Json | undefined {
  let here: Json | undefined = root;
  for (const part of path) here = below(here, part);
  return here;
}

function find(root: Json, path: readonly string[], kind: string): Json {
  if (!path.length) return root;
  const parent = step(root, path.slice(0, -1));
  if (!Array.isArray(parent) && !isMap(parent))
    throw new PatchFault(
      `${kind} operation does not apply: doc is missing path: ${text(path)}: missing value`,
    );
  const found = below(parent, path.at(-1) ?? '');
  if (found === undefined)
    throw new PatchFault(
      `${kind} operation does not apply: doc is missing key: ${text(path)}: missing value`,
    );
  return found;
}

function set(root: Json, path: readonly string[], value: Json, kind: string): Json {
  const last = path.at(-1);
  if (last === undefined) return value;
  const parent = step(root, path.slice(0, -1));
  if (isMap(parent)) put(parent, last, value);
  else if (Array.isArray(parent)) {
    const index = last === '-' ? parent.length : Number(last);
    if (!Number.isInteger(index) || index < 0 || index > parent.length)
      throw new PatchFault(
        `${kind} operation does not apply: doc is missing path: "${text(path)}": Unable to access invalid index: ${last}: invalid index referenced`,
      );
    if (kind === 'replace') parent[index] = value;
    else parent.splice(index, 0, value);
  } else
    throw new PatchFault(
      `${kind} operation does not apply: doc is missing path: "${text(path)}": missing value`,
    );
  return root;
}

function take(root: Json, path: readonly string[]): Json {
  const last = path.at(-1) ?? '';
  const parent = step(root, path.slice(0, -1));
  if (below(parent, last) === undefined)
    throw new PatchFault(
      `remove operation does not apply: doc is missing path: "${text(path)}": missing value`,
    );
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isMap(parent)) delete parent[last];
  return root;
}
