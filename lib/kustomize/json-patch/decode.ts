import { Failure } from '../failure';
import { type Fields, isFields, type Value } from '../yaml';

/** A JSON patch (RFC 6902) as evanphx/json-patch v4 applies it, which forgives more than the RFC. */
export type JsonPatch = readonly Fields[];

export const goKind = (value: Value): string => {
  if (isFields(value)) return 'object';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'number';
};

/** Reads a patch: a list of operations, or null for none. */
export function decodePatch(value: Value): JsonPatch | undefined {
  if (value === null) return undefined;
  if (!Array.isArray(value)) {
    throw new Failure(`json: cannot unmarshal ${goKind(value)} into Go value of type jsonpatch.Patch`);
  }
  return value.map((operation) => {
    if (operation === null) return new Map();
    if (isFields(operation)) return operation;
    throw new Failure(
      `json: cannot unmarshal ${goKind(operation)} into Go value of type jsonpatch.Operation`,
    );
  });
}
