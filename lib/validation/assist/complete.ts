import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { bareType, fieldsOf, typeAt } from '@/lib/kubernetes';
import { type Tree, textOf } from '@/lib/tree';
import { Lines } from '@/lib/yaml';
import type { Position } from '../diagnostic';
import type { ValidationCache } from '../engine/cache';
import { readProject } from '../engine/read-project';
import { rangeOf } from '../engine/to-diagnostic';
import { type CursorContext, contextAt } from './context';
import { schemaSuggestions } from './fields';
import { rootType } from './root-type';
import { scalarText } from './scalar-text';
import type { Suggestion } from './suggestion';
import { suggestions } from './suggestions';

/** Longer texts are not searched on each keystroke. */
const LONGEST = 500_000;

/**
 * What can be written at a place: keys, words, annotations, names and paths of the tree. Works in half-written YAML.
 *
 * @param position zero-based line and UTF-16 column.
 * @param cache the one that `validateTree` is given, so that other files are not read again.
 */
export function complete(
  tree: Tree,
  path: string,
  position: Position,
  cache?: ValidationCache,
): CompletionItem[] {
  const text = textOf(tree, path);
  if (text === undefined || text.length > LONGEST) return [];
  const lines = new Lines(text);
  const offset = lines.offsetAt(position);
  const context = contextAt(text, offset);
  if (!context) return [];
  const root = rootType(path, context);
  const project = readProject(tree, cache);
  const found = new Map<string, { suggestion: Suggestion; newText: string }>();
  for (const { at, prefix } of placesOf(context, root))
    for (const suggestion of [...suggestions(at, project, path), ...schemaSuggestions(at, root)])
      if (!found.has(suggestion.label) && belongs(suggestion, at))
        found.set(suggestion.label, { suggestion, newText: prefix + written(suggestion, at, root) });
  return [...found.values()].map(({ suggestion, newText }, i) => {
    const { label, kind, detail, documentation, before = '' } = suggestion;
    return {
      label,
      kind,
      ...(detail ? { detail } : {}),
      ...(documentation ? { documentation: { kind: 'markdown' as const, value: documentation } } : {}),
      sortText: String(i).padStart(4, '0'),
      // The editor compares this with the text that is replaced, up to the cursor.
      filterText: context.quote + before + label,
      textEdit: { range: rangeOf(lines, { start: context.from, end: context.to }), newText },
    };
  });
}

interface Writing {
  at: CursorContext;
  /** What goes before a suggestion there. */
  prefix: string;
}

/** Where what is written at the cursor may belong: there, or in a mapping or list that it begins. */
function placesOf(context: CursorContext, root: string | undefined): Writing[] {
  const { key, path, lead, column, flow, fits, quote, emptyAbove, nothingBelow } = context;
  const type = root === undefined ? undefined : typeAt(root, path);
  const isList = (one: string | undefined) => one !== undefined && bareType(one).startsWith('[');
  const within = (steps: (string | number)[], indent: number): CursorContext => ({
    ...context,
    path: [...path, ...steps],
    key: undefined,
    item: steps.at(-1) === 0,
    siblings: new Set(),
    column: indent,
  });
  if (key !== undefined) {
    const here = { at: context, prefix: lead };
    const inner = type === undefined ? undefined : bareType(fieldsOf(type)?.[key] ?? '');
    if (inner === undefined || !/^[#{[]/.test(inner)) return [here];
    if (flow || quote !== '' || !nothingBelow) return [];
    const start = `\n${' '.repeat(column + 2)}`;
    return isList(inner)
      ? [{ at: within([key, 0], column + 4), prefix: `${start}- ` }]
      : [{ at: within([key], column + 2), prefix: start }];
  }
  const places: Writing[] = [];
  if (isList(type) && !context.item) {
    if (fits.item) places.push({ at: within([0], column + 2), prefix: '- ' });
  } else if (fits.key || context.item) places.push({ at: context, prefix: lead });
  if (emptyAbove !== undefined && fits.item && isList(fieldsOf(type)?.[emptyAbove]))
    places.push({ at: within([emptyAbove, 0], column + 2), prefix: '- ' });
  return places;
}

/** Keys are written where a mapping goes on, each once, and nothing else is. */
function belongs({ kind, label }: Suggestion, { key, item, siblings }: CursorContext): boolean {
  if (kind !== CompletionItemKind.Property) return key !== undefined || item;
  return key === undefined && !siblings.has(label);
}

/** A suggestion as it stands in the text. */
function written(suggestion: Suggestion, at: CursorContext, root: string | undefined): string {
  const { label, insert, before = '', after = '', opening, kind } = suggestion;
  if (kind === CompletionItemKind.Property) {
    const key = scalarText(label, { isText: true, flow: at.flow, quote: at.quote });
    if (at.hasColon) return key;
    return insert === undefined
      ? key + (opening ?? ': ')
      : `${key}: ${scalarText(insert, { isText: true, flow: at.flow, quote: '' })}`;
  }
  const owner = root === undefined ? undefined : typeAt(root, at.path);
  const type =
    at.key === undefined
      ? owner
      : (fieldsOf(owner)?.[at.key] ?? (owner?.startsWith('{') ? owner.slice(1) : undefined));
  const isText = type === undefined || /^[s=]/.test(bareType(type));
  return scalarText(before + (insert ?? label) + after, { isText, flow: at.flow, quote: at.quote });
}
