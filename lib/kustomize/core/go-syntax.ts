import { compareText, formatGeneral, itemAt, Kind, meaningOf, type Node, type Scalar, Tag } from '../yaml';
import { goQuote } from './go-text';

const maxInt64 = 9223372036854775807n;

/** A node as Go's %#v prints the map that it decodes to. */
export function goSyntax(node: Node): string {
  switch (node.kind) {
    case Kind.mapping:
      return mappingSyntax(node);
    case Kind.sequence:
      return `[]interface {}{${node.content.map(goSyntax).join(', ')}}`;
    default:
      return scalarSyntax(node);
  }
}

function mappingSyntax(node: Node): string {
  const entries = new Map<string, { key: Scalar; text: string }>();
  let onlyStrings = true;
  for (let i = 0; i < node.content.length; i += 2) {
    const key = itemAt(node.content, i);
    const meaning = meaningOf(key);
    if (meaning.tag !== Tag.str) onlyStrings = false;
    entries.set(scalarSyntax(key), { key: meaning, text: goSyntax(itemAt(node.content, i + 1)) });
  }
  const sorted = [...entries].sort(([, a], [, b]) => compareKeys(a.key, b.key));
  const type = onlyStrings ? 'map[string]interface {}' : 'map[interface {}]interface {}';
  return `${type}{${sorted.map(([key, { text }]) => `${key}:${text}`).join(', ')}}`;
}

const isLarge = (key: Scalar): boolean => key.tag === Tag.int && key.value > maxInt64;

/** Go sorts keys of many types by where in the program the type lies, then by value. */
function rankOf(key: Scalar): number {
  if (isLarge(key)) return 2;
  return [Tag.null, Tag.str, '', Tag.int, Tag.float, Tag.bool, Tag.timestamp].indexOf(key.tag);
}

function compareKeys(a: Scalar, b: Scalar): number {
  if (a.tag === Tag.null || b.tag === Tag.null || rankOf(a) !== rankOf(b)) return rankOf(a) - rankOf(b);
  if (typeof a.value === 'string' && typeof b.value === 'string') return compareText(a.value, b.value);
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

function scalarSyntax(node: Node): string {
  const meaning = meaningOf(node);
  switch (meaning.tag) {
    case Tag.null:
      return 'interface {}(nil)';
    case Tag.str:
      return goQuote(meaning.value);
    case Tag.float:
      return formatGeneral(meaning.value);
    case Tag.int:
      return isLarge(meaning) ? `0x${meaning.value.toString(16)}` : String(meaning.value);
    case Tag.timestamp:
      return timeSyntax(meaning.value);
    default:
      return String(meaning.value);
  }
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A time in RFC 3339 as time.Time prints itself. */
function timeSyntax(text: string): string {
  const [year, month, ...rest] = (text.match(/\d+/g) ?? []).slice(0, 6).map(Number);
  const nanoseconds = Number((/\.(\d+)/.exec(text)?.[1] ?? '').padEnd(9, '0'));
  const zone = text.endsWith('Z') ? 'time.UTC' : 'time.Location("")';
  return `time.Date(${[year, `time.${months[(month ?? 1) - 1]}`, ...rest, nanoseconds].join(', ')}, ${zone})`;
}
