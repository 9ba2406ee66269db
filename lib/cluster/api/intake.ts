import { typeAt, typeOfKind } from '@/lib/kubernetes';
import type { Json, JsonMap, Manifest, WriteOptions } from '../interface';
import { isMap, mapAt, textAt } from '../object';
import { pruned } from './custom/schema';
import { badRequest, type Refusal, tooLarge, unknownResource } from './errors';
import { groupVersion, type Kind } from './kinds';
import type { Machine } from './machine';
import { type Decoded, decode } from './schema/decode';

/** As k8s.io/apiserver/pkg/server/config.go, MaxRequestBodyBytes. */
const MAX_BYTES = 3 * 1024 * 1024;
/** Real decoders stop at 10,000; nothing that a person writes comes near either. */
const MAX_DEPTH = 500;

/** The type of `metadata`, which every object has. */
const META = typeAt(typeOfKind('v1', 'Pod') ?? '*', ['metadata']) ?? '*';

export interface Taken {
  ok: true;
  kind: Kind;
  /** A private copy without unknown fields and nulls. */
  object: JsonMap;
  warnings: string[];
}

/** Takes a manifest in: its size, its kind, its fields and their types. */
export function takeIn(
  machine: Machine,
  manifest: Manifest,
  validation: WriteOptions['fieldValidation'],
): Taken | Refusal {
  const size = sizeRefusal(manifest);
  if (size) return size;
  const apiVersion = textAt(manifest, 'apiVersion') ?? '';
  const kindName = textAt(manifest, 'kind') ?? '';
  if (!kindName) return badRequest("Object 'Kind' is missing in the request body");
  if (!apiVersion) return badRequest("Object 'apiVersion' is missing in the request body");
  const kind = machine.kinds.find(apiVersion, kindName);
  if (!kind) return unknownResource();
  return read(kind, manifest, validation);
}

/** Reads a manifest of a known kind. */
export function read(
  kind: Kind,
  manifest: Manifest,
  validation: WriteOptions['fieldValidation'],
): Taken | Refusal {
  const version = groupVersion(textAt(manifest, 'apiVersion') ?? '')[1];
  const { value, unknown, mistyped } = decoded(kind, manifest, version);
  const cannot = `${kind.kind} in version "${version}" cannot be handled as a ${kind.kind}`;
  if (mistyped !== undefined) return badRequest(`${cannot}: ${mistyped}`);
  if (unknown.length && validation === 'Strict')
    return badRequest(`${cannot}: strict decoding error: ${unknown.join(', ')}`);
  const object = isMap(value.metadata) ? value : { ...value, metadata: mapAt(value, 'metadata') };
  return { ok: true, kind, object, warnings: validation === 'Ignore' ? [] : unknown };
}

function decoded(kind: Kind, manifest: Manifest, version: string): Decoded {
  if (kind.type !== undefined) return decode(manifest, kind.type, kind.kind);
  const { value, unknown } = pruned(manifest, kind.schemas?.get(version) ?? {});
  const meta = decode(mapAt(manifest, 'metadata'), META, 'ObjectMeta');
  return { value: { ...value, metadata: meta.value }, unknown, mistyped: meta.mistyped };
}

/** The refusal of what is too large or too deep. */
export function sizeRefusal(value: Json): Refusal | undefined {
  let bytes = 0;
  let deep = false;
  const visit = (item: Json | undefined, depth: number): void => {
    if (depth > MAX_DEPTH) deep = true;
    if (deep || bytes > MAX_BYTES) return;
    if (typeof item === 'string') bytes += item.length + 2;
    else if (Array.isArray(item)) for (const below of item) visit(below, depth + 1);
    else if (isMap(item))
      for (const key of Object.keys(item)) {
        bytes += key.length + 3;
        visit(item[key], depth + 1);
      }
    else bytes += 4;
  };
  visit(value, 0);
  if (deep) return badRequest('error decoding: exceeded max depth');
  return bytes > MAX_BYTES ? tooLarge() : undefined;
}
