import { formatGeneral, itemAt, Kind, meaningOf, type Node, Tag } from '../yaml';
import { goQuote } from './go-text';

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
  const entries = new Map<string, string>();
  let onlyStrings = true;
  for (let i = 0; i < node.content.length; i += 2) {
    const key = itemAt(node.content, i);
    if (meaningOf(key).tag !== Tag.str) onlyStrings = false;
    entries.set(scalarSyntax(key), goSyntax(itemAt(node.content, i + 1)));
  }
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const type = onlyStrings ? 'map[string]interface {}' : 'map[interface {}]interface {}';
  return `${type}{${sorted.map(([key, text]) => `${key}:${text}`).join(', ')}}`;
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
