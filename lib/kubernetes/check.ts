import { isMissing, type MapNode, type ScalarNode, type SeqNode, type Span, type YamlNode } from '@/lib/yaml';
import { nearest } from './nearest';
import { insideOf, placeOf } from './place';
import { amountOf } from './quantity';
import type { FieldTypes } from './schema/notation';
import { Shape } from './schema/shape';
import { fieldsOf } from './schema/types';

/** A place where a document does not fit the schema of its kind. */
export type SchemaFault = Span & { path: readonly (string | number)[] } & (
    | {
        fault: 'unknown-field';
        key: ScalarNode;
        owner: MapNode;
        meant: string | undefined;
        belongs: string | undefined;
      }
    | {
        fault: 'missing-field';
        field: string;
        owner: MapNode /** The key whose value lacks the field; undefined for an entry of a list and for the whole object. */;
        ownerKey: ScalarNode | undefined;
      }
    | {
        fault: 'wrong-type';
        node: YamlNode;
        type: string;
        key: ScalarNode | undefined;
      }
    /** `yes` where true belongs: one reader of YAML takes it for true, another for a text. */
    | { fault: 'old-boolean'; node: ScalarNode }
    | { fault: 'unknown-word'; node: ScalarNode; words: string[]; meant: string | undefined }
  );

export interface CheckOptions {
  /** A patch holds only what it changes: nothing is required, and `$patch` keys are allowed. */
  partial?: boolean;
  /** Fields may be written in any case, as kustomize reads its own files. */
  anyCase?: boolean;
}

/** More are never shown. */
const MOST_FAULTS = 1000;
/** How many unknown fields get a guess at what was meant. */
const MOST_GUESSES = 40;

/**
 * Checks a node strictly against a type of `schema/types`: unknown fields, missing required ones, types and words.
 * A field that is null counts as absent, as the API server reads it. Linear in the nodes.
 */
export function checkSchema(root: YamlNode, type: string, options: CheckOptions = {}): SchemaFault[] {
  const check = new Check(root, type, options);
  check.visit(root, Shape.of(type));
  return check.faults;
}

class Check {
  readonly faults: SchemaFault[] = [];
  private readonly path: (string | number)[] = [];
  /** The key of the value that is looked at; undefined for an entry of a list and for the whole. */
  private key: ScalarNode | undefined;
  private readonly seen = new Map<YamlNode, Shape>();

  constructor(
    private readonly root: YamlNode,
    private readonly type: string,
    private readonly options: CheckOptions,
  ) {}

  visit(node: YamlNode, shape: Shape) {
    const fits =
      shape.sort === '*' ||
      (node.kind === 'scalar' ? this.scalarFits(node, shape) : this.collection(node, shape));
    if (!fits && this.faults.length < MOST_FAULTS)
      this.faults.push({
        fault: 'wrong-type',
        node,
        type: shape.type,
        key: this.key,
        path: [...this.path],
        ...spanOf(node),
      });
  }

  private scalarFits(node: ScalarNode, shape: Shape): boolean {
    const { value } = node;
    if (value === null) return true;
    switch (shape.sort) {
      case 's':
        return typeof value === 'string';
      case 'i':
        return typeof value === 'number' && Number.isInteger(value);
      case 'n':
        return typeof value === 'number';
      case 'b':
        return typeof value === 'boolean' && this.boolean(node);
      case 'x':
        return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
      case 'q':
        return typeof value === 'number' || (typeof value === 'string' && amountOf(value) !== undefined);
      case '=':
        return typeof value === 'string' && this.word(node, shape);
      default:
        return false;
    }
  }

  private boolean(node: ScalarNode): boolean {
    if (isOldBoolean(node.text) && this.faults.length < MOST_FAULTS)
      this.faults.push({ fault: 'old-boolean', node, path: [...this.path], ...spanOf(node) });
    return true;
  }

  private word(node: ScalarNode, { words }: Shape): boolean {
    if (!words.includes(node.text))
      this.faults.push({
        fault: 'unknown-word',
        node,
        words,
        meant: nearest(node.text, words),
        path: [...this.path],
        ...spanOf(node),
      });
    return true;
  }

  private collection(node: MapNode | SeqNode, shape: Shape): boolean {
    // A node that aliases lead to is looked at once.
    if (this.seen.get(node) === shape) return true;
    this.seen.set(node, shape);
    if (node.kind === 'seq') {
      if (shape.sort !== '[') return false;
      for (const [index, item] of node.items.entries()) this.below(index, undefined, item, shape.item);
      return true;
    }
    if (shape.sort === '{')
      for (const { key, value } of node.entries) this.below(key.text, key, value, shape.item);
    else if (shape.sort === '#') this.fields(node, shape);
    else return false;
    return true;
  }

  private below(step: string | number, key: ScalarNode | undefined, child: YamlNode, shape: Shape) {
    const outer = this.key;
    this.path.push(step);
    this.key = key;
    this.visit(child, shape);
    this.path.pop();
    this.key = outer;
  }

  private fields(node: MapNode, shape: Shape) {
    const { faults } = this;
    const known = shape.fields;
    if (!known || faults.length >= MOST_FAULTS) return;
    const before = faults.length;
    for (const { key, value } of node.entries) {
      if (faults.length >= MOST_FAULTS) return;
      const field = known.get(key.text) ?? (this.options.anyCase ? sameLetters(key.text, known) : undefined);
      if (field) this.below(key.text, key, value, field.shape);
      else if (!(this.options.partial && key.text.startsWith('$'))) this.unknown(node, key, shape);
    }
    if (!this.options.partial)
      for (const field of shape.required)
        if (!this.has(node, field, known, before)) this.missing(node, field);
  }

  private has(node: MapNode, field: string, known: Fields, before: number): boolean {
    for (const { key, value } of node.entries) {
      const same =
        key.text === field ||
        (this.options.anyCase && !known.has(key.text) && sameLetters(key.text, known)?.name === field);
      if (same && !isMissing(value)) return true;
    }
    // A required field that is there under a misspelt name is one mistake.
    for (let i = before; i < this.faults.length; i++) {
      const fault = this.faults[i];
      if (fault?.fault === 'unknown-field' && fault.owner === node && fault.meant === field) return true;
    }
    return false;
  }

  private missing(node: MapNode, field: string) {
    this.faults.push({
      fault: 'missing-field',
      field,
      owner: node,
      ownerKey: this.key,
      path: [...this.path],
      ...spanOf(node),
    });
  }

  private unknown(owner: MapNode, key: ScalarNode, shape: Shape) {
    // Beyond so many the file is something else altogether, and guessing what each key meant helps nobody.
    const known = this.faults.length < MOST_GUESSES ? fieldsOf(shape.type) : undefined;
    const taken = new Set(known ? owner.entries.map((entry) => entry.key.text) : []);
    const free = known ? Object.keys(known).filter((field) => !taken.has(field)) : [];
    const meant = known ? (nearest(key.text, free) ?? longer(key.text, free, known)) : undefined;
    const belongs =
      !known || meant !== undefined
        ? undefined
        : // A key with a domain in front is an annotation's, or a label's.
          /^[\w.-]+\.[\w-]+\/[\w.-]+$/.test(key.text)
          ? 'metadata.annotations'
          : (insideOf(known, this.path) ?? placeOf(this.root, this.type, key.text, this.path));
    this.faults.push({
      fault: 'unknown-field',
      key,
      owner,
      meant,
      belongs,
      path: [...this.path, key.text],
      start: key.start,
      end: key.end,
    });
  }
}

/** What YAML 1.1 reads as true or false, and YAML 1.2 as a text. */
export function isOldBoolean(text: string): boolean {
  return /^(?:yes|no|on|off)$/i.test(text);
}

type Fields = NonNullable<Shape['fields']>;

/** A field that ends like the word, a required one or the only one: `port` where a container needs `containerPort`. */
function longer(word: string, free: readonly string[], known: FieldTypes): string | undefined {
  const end = word.toLowerCase();
  const found = end.length > 3 ? free.filter((field) => field.toLowerCase().endsWith(end)) : [];
  return found.find((field) => known[field]?.startsWith('!')) ?? (found.length === 1 ? found[0] : undefined);
}

function sameLetters(name: string, known: Fields) {
  const lower = name.toLowerCase();
  for (const field of known.values()) if (field.name.toLowerCase() === lower) return field;
  return undefined;
}

function spanOf(node: YamlNode): Span {
  return { start: node.start, end: node.end };
}
