import { analyze, chooseStyle } from './analysis';
import { contentOf, entriesOf, valueOfNode } from './decode';
import { Kind, type Node, Style, Tag } from './node';
import { formatGeneral, formatJsonFloat } from './numbers';
import { resolve } from './resolve';
import { throughJson } from './round-trip';
import { isFields, type Value } from './value';
import { Writer } from './writer';

const letter = /\p{L}/u;
const isLetter = (c: number): boolean =>
  c < 128 ? (c >= 97 && c <= 122) || (c >= 65 && c <= 90) : letter.test(String.fromCodePoint(c));
const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 48 && c <= 57;

/** How go-yaml v2 sorts keys: letters after other signs, digits by the number they form. As sorter.go, Less. */
function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const letterX = isLetter(x);
    const letterY = isLetter(y);
    if (letterX && letterY) return x - y;
    if (letterX || letterY) return letterY ? -1 : 1;
    return compareNumbers(a, b, i);
  }
  return a.length - b.length;
}

function compareNumbers(a: string, b: string, at: number): number {
  let x = 0n;
  let y = 0n;
  if (a[at] === '0' || b[at] === '0') {
    for (let j = at - 1; j >= 0 && isDigit(a.charCodeAt(j)); j--) {
      if (a[j] !== '0') {
        x = 1n;
        y = 1n;
        break;
      }
    }
  }
  let i = at;
  for (; i < a.length && isDigit(a.charCodeAt(i)); i++) x = x * 10n + BigInt(a.charCodeAt(i) - 48);
  let j = at;
  for (; j < b.length && isDigit(b.charCodeAt(j)); j++) y = y * 10n + BigInt(b.charCodeAt(j) - 48);
  if (x !== y) return x < y ? -1 : 1;
  if (i !== j) return i - j;
  return a.charCodeAt(at) - b.charCodeAt(at);
}

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** A number after it went through JSON: whole ones lose their fraction, very large ones get an exponent. */
function numberText(value: number): string {
  const json = formatJsonFloat(value);
  if (!/^-?\d+$/.test(json)) return formatGeneral(value);
  const whole = BigInt(json);
  return whole >= -9223372036854775808n && whole <= 18446744073709551615n
    ? String(whole)
    : formatGeneral(value);
}

function wantedStyle(value: string): Style {
  if (value.includes('\n')) return Style.literal;
  return resolve(value, 'v2').tag === Tag.str && !base60.test(value) ? Style.plain : Style.double;
}

/** A key that may stand before its colon: one line, at most 128 bytes. */
function isSimpleKey(key: string): boolean {
  if (key.length > 42 && new TextEncoder().encode(key).length > 128) return false;
  return !analyze(key, 'v2').multiline;
}

/** What the printer prints: a value, or a resource's node, whose mappings need not become Maps first. */
interface Source<T> {
  items(value: T): readonly T[] | undefined;
  entries(value: T): [key: string, value: T][] | undefined;
  leaf(value: T): Value;
}

const values: Source<Value> = {
  items: (value) => (Array.isArray(value) ? value : undefined),
  entries: (value) => (isFields(value) ? [...value] : undefined),
  leaf: (value) => value,
};

const nodes: Source<Node> = {
  items: (node) => (node.kind === Kind.sequence ? contentOf(node) : undefined),
  entries: (node) => (node.kind === Kind.mapping ? entriesOf(node) : undefined),
  leaf: (node) => valueOfNode(node, false),
};

/** Sorts by key. Most mappings are small and nearly sorted, and then this makes nothing new. */
function sortEntries<T>(entries: [key: string, value: T][]): void {
  if (entries.length > 24) {
    entries.sort(([a], [b]) => compareKeys(a, b));
    return;
  }
  for (let i = 1; i < entries.length; i++) {
    const entry = entries[i];
    if (entry === undefined) continue;
    let j = i - 1;
    for (
      let other = entries[j];
      other !== undefined && compareKeys(other[0], entry[0]) > 0;
      other = entries[j]
    ) {
      entries[j + 1] = other;
      j--;
    }
    entries[j + 1] = entry;
  }
}

class ValuePrinter<T> {
  private readonly writer = new Writer();

  constructor(private readonly source: Source<T>) {}

  print(value: T): string {
    this.node(value, -1, true, false);
    if (this.writer.column > 0) this.writer.put('\n');
    return this.writer.toString();
  }

  /** `indent` is that of the surrounding collection. */
  private node(value: T, indent: number, root: boolean, inSequence: boolean): void {
    const items = this.source.items(value);
    const entries = items === undefined ? this.source.entries(value) : undefined;
    if (items !== undefined && items.length > 0) this.sequence(items, indent, root, inSequence);
    else if (entries !== undefined && entries.length > 0) {
      this.mapping(entries, root ? 0 : indent + 2, !root && !inSequence);
    } else {
      if (!root) this.writer.put(' ');
      if (items !== undefined) this.writer.put('[]');
      else if (entries !== undefined) this.writer.put('{}');
      else this.leaf(this.source.leaf(value), Math.max(indent, 0) + (root ? 0 : 2));
    }
  }

  private leaf(value: Value, indent: number): void {
    if (typeof value === 'string') this.text(throughJson(value), indent, false);
    else if (typeof value === 'number') this.writer.put(numberText(value));
    else this.writer.put(String(value));
  }

  private text(value: string, indent: number, key: boolean): void {
    const analysis = analyze(value, 'v2');
    switch (chooseStyle(wantedStyle(value), value, analysis, false, key)) {
      case Style.plain:
        this.writer.plain(value, indent, !key);
        return;
      case Style.single:
        this.writer.single(value, indent, !key);
        return;
      case Style.double:
        this.writer.double(value, indent, !key);
        return;
      default:
        this.writer.literal(value, indent);
        return;
    }
  }

  private startLine(indent: number): void {
    const { writer } = this;
    // At the start, and after a block scalar that kept its last break, the line is already a new one.
    if (writer.column === 0) writer.put(' '.repeat(indent));
    else writer.newline(indent);
  }

  private sequence(items: readonly T[], parent: number, root: boolean, inSequence: boolean): void {
    const indent = root ? 0 : inSequence ? parent + 2 : parent;
    items.forEach((item, index) => {
      if (index > 0 || !inSequence) this.startLine(indent);
      else this.writer.put(' ');
      this.writer.put('-');
      this.node(item, indent, false, true);
    });
  }

  private mapping(entries: [key: string, value: T][], indent: number, onNewLine: boolean): void {
    if (entries.length > 1) sortEntries(entries);
    entries.forEach(([key, value], index) => {
      if (index > 0 || onNewLine) this.startLine(indent);
      else if (indent > 0) this.writer.put(' ');
      if (isSimpleKey(key)) {
        this.text(key, indent, true);
        this.writer.put(':');
        this.node(value, indent, false, false);
        return;
      }
      this.writer.put('? ');
      this.text(key, indent + 2, false);
      this.startLine(indent);
      this.writer.put(':');
      this.node(value, indent, false, true);
    });
  }
}

/** The value as go-yaml v2 prints it, which is what `kustomize build` prints. Ends in a line break. */
export function printValue(value: Value): string {
  return new ValuePrinter(values).print(value);
}

/**
 * A resource as `kustomize build` prints it.
 *
 * @throws Failure when it holds a key twice, or something that JSON cannot hold.
 */
export function printFinal(root: Node): string {
  return new ValuePrinter(nodes).print(root);
}
