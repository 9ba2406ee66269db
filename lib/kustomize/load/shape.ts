import { goQuote } from '../core/go-text';
import { Failure } from '../failure';
import { compareText, type Fields, formatGeneral, isFields, toJson, type Value } from '../yaml';

/** The shape of a Go type that JSON is decoded into, with the name that error texts give it. */
export type Shape =
  | { readonly is: 'string' | 'bool' | 'int'; readonly go: string }
  | { readonly is: 'list' | 'map'; readonly go: string; readonly of: Shape }
  | { readonly is: 'struct'; readonly go: string; readonly fields: ReadonlyMap<string, Shape> }
  | { readonly is: 'any'; readonly go: string };

export const string: Shape = { is: 'string', go: 'string' };
export const bool: Shape = { is: 'bool', go: 'bool' };
export const int: Shape = { is: 'int', go: 'int' };
export const int64: Shape = { is: 'int', go: 'int64' };
export const any: Shape = { is: 'any', go: 'interface {}' };
export const listOf = (of: Shape): Shape => ({ is: 'list', go: `[]${of.go}`, of });
/** A list of pointers; only its name is another. */
export const pointersTo = (of: Shape): Shape => ({ is: 'list', go: `[]*${of.go}`, of });
export const mapOf = (of: Shape): Shape => ({ is: 'map', go: `map[string]${of.go}`, of });
export const struct = (go: string, fields: Readonly<Record<string, Shape>>): Shape => ({
  is: 'struct',
  go,
  fields: new Map(Object.entries(fields)),
});

function kindOf(value: Value): string {
  if (isFields(value)) return 'object';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'number';
}

export interface DecodeOptions {
  /** Whether a field that the type does not have is an error. */
  readonly strict: boolean;
  /** Whether numbers and booleans become text where text is wanted, as sigs.k8s.io/yaml does it. */
  readonly lenientText: boolean;
}

/** Decodes as Go's encoding/json: it goes on after an error, and reports the first. */
class Decoder {
  private failure: string | undefined;
  private readonly path: string[] = [];
  private structName = '';

  constructor(private readonly options: DecodeOptions) {}

  run(value: Value, shape: Shape): Value {
    const result = this.decode(value, shape);
    if (this.failure !== undefined) throw new Failure(`json: ${this.failure}`);
    return result ?? null;
  }

  private report(text: string): undefined {
    this.failure ??= text;
    return undefined;
  }

  private mismatch(what: string, shape: Shape): undefined {
    const where =
      this.structName === '' ? 'Go value' : `Go struct field ${this.structName}.${this.path.join('.')}`;
    return this.report(`cannot unmarshal ${what} into ${where} of type ${shape.go}`);
  }

  private decode(value: Value, shape: Shape): Value | undefined {
    if (value === null) return undefined;
    switch (shape.is) {
      case 'any':
        return value;
      case 'string':
        return this.text(value, shape);
      case 'bool':
        return typeof value === 'boolean' ? value : this.mismatch(kindOf(value), shape);
      case 'int':
        return this.integer(value, shape);
      case 'list':
        if (!Array.isArray(value)) return this.mismatch(kindOf(value), shape);
        return value.map((item) => this.decode(item, shape.of) ?? zeroOf(shape.of));
      case 'map': {
        if (!isFields(value)) return this.mismatch(kindOf(value), shape);
        const result: Fields = new Map();
        for (const key of [...value.keys()].sort(compareText)) {
          result.set(key, this.decode(value.get(key) ?? null, shape.of) ?? zeroOf(shape.of));
        }
        return result;
      }
      case 'struct':
        return isFields(value) ? this.struct(value, shape) : this.mismatch(kindOf(value), shape);
    }
  }

  private text(value: Value, shape: Shape): Value | undefined {
    if (typeof value === 'string') return value;
    if (this.options.lenientText) {
      if (typeof value === 'number') return Number.isInteger(value) ? String(value) : formatGeneral(value);
      if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
    }
    return this.mismatch(kindOf(value), shape);
  }

  private integer(value: Value, shape: Shape): Value | undefined {
    if (typeof value !== 'number' && typeof value !== 'bigint') return this.mismatch(kindOf(value), shape);
    const text = toJson(value);
    if (!/^-?\d+$/.test(text)) return this.mismatch(`number ${text}`, shape);
    const whole = BigInt(text);
    const fits = whole >= -9223372036854775808n && whole <= 9223372036854775807n;
    return fits ? value : this.mismatch(`number ${text}`, shape);
  }

  private struct(value: Fields, shape: Shape & { is: 'struct' }): Fields {
    const result: Fields = new Map();
    const outer = this.structName;
    for (const key of [...value.keys()].sort(compareText)) {
      const name = shape.fields.has(key) ? key : foldedName(shape.fields, key);
      const field = name === undefined ? undefined : shape.fields.get(name);
      if (name === undefined || field === undefined) {
        if (this.options.strict) this.report(`unknown field ${goQuote(key)}`);
        continue;
      }
      this.path.push(name);
      this.structName = shape.go.slice(shape.go.lastIndexOf('.') + 1);
      const decoded = this.decode(value.get(key) ?? null, field);
      if (decoded !== undefined) result.set(name, decoded);
      this.path.pop();
      this.structName = outer;
    }
    return result;
  }
}

const zeroOf = (shape: Shape): Value => {
  if (shape.is === 'string') return '';
  if (shape.is === 'struct') return new Map();
  return null;
};

/** Go matches field names whatever their case. */
function foldedName(fields: ReadonlyMap<string, Shape>, key: string): string | undefined {
  const folded = key.toLowerCase();
  for (const name of fields.keys()) if (name.toLowerCase() === folded) return name;
  return undefined;
}

/** Decodes a value into a shape; unknown fields are left out, or an error when strict. */
export function decodeShape(value: Value, shape: Shape, options: DecodeOptions): Value {
  return new Decoder(options).run(value, shape);
}
