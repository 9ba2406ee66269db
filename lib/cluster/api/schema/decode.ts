import { bareType, fieldsOf } from '@/lib/kubernetes';
import type { Json, JsonMap } from '../../interface';
import { isMap, put } from '../../object';
import { fieldType, goType, structBelow } from './go-names';
import { canonicalQuantity, quantityValue } from './quantity';

export interface Decoded {
  value: JsonMap;
  /** `unknown field "spec.foo"`, each. */
  unknown: string[];
  /** The first value of a wrong type, in the words of Go's decoder: nothing else is looked at then. */
  mistyped: string | undefined;
}

interface Here {
  /** With indices, as strict decoding tells: `spec.containers[0].image`. */
  strict: string;
  /** Without, as the decoder of Go tells. */
  plain: string;
  /** The Go struct that the field is in, and the field's own name. */
  struct: string;
  field: string;
}

/** More are never told. */
const MOST_UNKNOWN = 100;

/**
 * Reads a manifest as the server's decoder does: drops unknown fields and nulls, checks types.
 * As sigs.k8s.io/json and apimachinery/pkg/runtime/serializer/json; the value shares nothing with the manifest.
 */
export function decode(manifest: JsonMap, type: string, kind: string): Decoded {
  const decoded: Decoded = { value: {}, unknown: [], mistyped: undefined };
  const read = new Reader(decoded).value(manifest, type, { strict: '', plain: '', struct: '', field: kind });
  if (isMap(read)) decoded.value = read;
  return decoded;
}

class Reader {
  constructor(private readonly decoded: Decoded) {}

  value(value: Json, type: string, here: Here): Json | undefined {
    if (value === null) return undefined;
    const bare = bareType(type);
    switch (bare[0]) {
      case '*':
        return anything(value);
      case '#':
        return isMap(value) ? this.fields(value, bare, here) : this.wrong(value, bare, here);
      case '{':
        return isMap(value) ? this.entries(value, bare.slice(1), here) : this.wrong(value, bare, here);
      case '[':
        return Array.isArray(value) ? this.items(value, bare.slice(1), here) : this.wrong(value, bare, here);
      case 'i':
        return typeof value === 'number' && Number.isInteger(value) ? value : this.wrong(value, bare, here);
      case 'n':
        return typeof value === 'number' ? value : this.wrong(value, bare, here);
      case 'b':
        return typeof value === 'boolean' ? value : this.wrong(value, bare, here);
      case 'x':
        return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value))
          ? value
          : this.wrong(value, bare, here);
      case 'q':
        return (typeof value === 'string' || typeof value === 'number') && quantityValue(value) !== undefined
          ? canonicalQuantity(value)
          : this.wrong(value, bare, here);
      default:
        return typeof value === 'string' ? value : this.wrong(value, bare, here);
    }
  }

  private fields(map: JsonMap, type: string, here: Here): Json {
    const known = fieldsOf(type);
    if (!known) return anything(map);
    const struct = structBelow(here.struct, here.field);
    const read: JsonMap = {};
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      const inner = known[key];
      const strict = here.strict ? `${here.strict}.${key}` : key;
      if (inner === undefined) {
        if (this.decoded.unknown.length < MOST_UNKNOWN)
          this.decoded.unknown.push(`unknown field "${strict}"`);
        continue;
      }
      const plain = here.plain ? `${here.plain}.${key}` : key;
      const item = this.value(value, inner, { strict, plain, struct, field: key });
      if (item !== undefined) read[key] = item;
    }
    return read;
  }

  private entries(map: JsonMap, type: string, here: Here): Json {
    const read: JsonMap = {};
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      // A null in a map of texts is the empty text, as Go's zero value.
      const item = this.value(value, type, { ...here, strict: `${here.strict}.${key}` });
      if (item !== undefined) put(read, key, item);
      else if (type === 's') put(read, key, '');
    }
    return read;
  }

  private items(list: Json[], type: string, here: Here): Json {
    const read: Json[] = [];
    list.forEach((value, i) => {
      const item = this.value(value, type, { ...here, strict: `${here.strict}[${i}]` });
      if (item !== undefined) read.push(item);
      else if (value === null) read.push(type.startsWith('#') ? {} : '');
    });
    return read;
  }

  private wrong(value: Json, type: string, here: Here): undefined {
    if (this.decoded.mistyped !== undefined) return undefined;
    if (type === 'q')
      this.decoded.mistyped =
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    else if (type === 'x')
      this.decoded.mistyped = `json: cannot unmarshal ${goKind(value)} into Go value of type int32`;
    else {
      const target = fieldType(here.struct, here.field) ?? goType(type, here);
      const whole = type === 'i' && typeof value === 'number' ? `number ${value}` : goKind(value);
      this.decoded.mistyped = here.struct
        ? `json: cannot unmarshal ${whole} into Go struct field ${here.struct}.${here.plain} of type ${target}`
        : `json: cannot unmarshal ${whole} into Go value of type ${target}`;
    }
    return undefined;
  }
}

function goKind(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}

function anything(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => anything(item ?? null));
  if (!isMap(value)) return value;
  const read: JsonMap = {};
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item !== undefined) put(read, key, anything(item));
  }
  return read;
}
