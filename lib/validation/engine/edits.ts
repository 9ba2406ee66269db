import type { MapNode, YamlNode } from '@/lib/yaml';
import type { SourceFile } from './file';
import type { Edit } from './rule';

/** Where a node's own text ends, without the line breaks and comments that may follow it. */
export function contentEnd(node: YamlNode, text: string): number {
  if (node.kind === 'map' && !node.flow) {
    const last = node.entries.at(-1);
    if (last) return Math.max(last.key.end, contentEnd(last.value, text));
  }
  if (node.kind === 'seq' && !node.flow) {
    const last = node.items.at(-1);
    if (last) return contentEnd(last, text);
  }
  let end = node.end;
  while (end > node.start && /\s/.test(text[end - 1] ?? '')) end--;
  return end;
}

/** The column (zero-based) of an offset. */
function columnOf(file: SourceFile, offset: number): number {
  return file.yaml.lines.positionAt(offset).character;
}

/**
 * Adds entries to a mapping, after its last one.
 *
 * @param lines the YAML of the entries, one line each, indented relative to the mapping.
 */
export function addEntries(file: SourceFile, map: MapNode, lines: readonly string[]): Edit[] {
  const { text, lines: index } = file.yaml;
  const first = map.entries[0];
  if (map.flow || !first) {
    if (lines.some((line) => line.startsWith(' ') || line.endsWith(':'))) return [];
    const close = map.end - 1;
    const before = text.slice(map.start, close).trimEnd();
    const at = map.start + before.length;
    return map.flow ? [{ start: at, end: at, text: `${first ? ', ' : ''}${lines.join(', ')}` }] : [];
  }
  const indent = ' '.repeat(columnOf(file, first.key.start));
  const end = contentEnd(map, text);
  const line = index.positionAt(end).line;
  const at = index.startOf(line) + index.lineText(line).length;
  return [{ start: at, end: at, text: lines.map((l) => `\n${indent}${l}`).join('') }];
}

/** Deletes the whole lines that an entry of a block mapping takes. */
export function removeEntry(file: SourceFile, key: YamlNode, value: YamlNode): Edit[] {
  const { text, lines } = file.yaml;
  const from = lines.positionAt(key.start);
  const before = text.slice(lines.startOf(from.line), key.start);
  if (!/^ *$/.test(before)) return [];
  const last = lines.positionAt(Math.max(key.end, contentEnd(value, text))).line;
  return [{ start: lines.startOf(from.line), end: lines.startOf(last + 1), text: '' }];
}

/** Deletes the line of an item of a block list. */
export function removeItem(file: SourceFile, item: YamlNode): Edit[] {
  const { text, lines } = file.yaml;
  const { line } = lines.positionAt(item.start);
  const start = lines.startOf(line);
  if (!/^ *- +$/.test(text.slice(start, item.start))) return [];
  const last = lines.positionAt(Math.max(item.start, contentEnd(item, text))).line;
  return [{ start, end: lines.startOf(last + 1), text: '' }];
}

/** Adds a plain text to the end of a list. */
export function addItem(file: SourceFile, list: YamlNode, item: string): Edit[] {
  if (list.kind !== 'seq') return [];
  const { text, lines } = file.yaml;
  const last = list.items.at(-1);
  if (list.flow) {
    const at = list.end - 1;
    return [{ start: at, end: at, text: last ? `, ${item}` : item }];
  }
  if (!last) return [];
  const { line } = lines.positionAt(last.start);
  const indent = /^ */.exec(lines.lineText(line))?.[0] ?? '';
  const { line: end } = lines.positionAt(contentEnd(last, text));
  const at = lines.startOf(end) + lines.lineText(end).length;
  return [{ start: at, end: at, text: `\n${indent}- ${item}` }];
}
