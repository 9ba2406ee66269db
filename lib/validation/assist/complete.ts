import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { bareType, docOf, fieldsOf, typeAt, typeName, wordsOf } from '@/lib/kubernetes';
import { type Tree, textOf } from '@/lib/tree';
import { Lines } from '@/lib/yaml';
import type { Position } from '../diagnostic';
import { rangeOf } from '../engine/to-diagnostic';
import { readProject, type ValidationCache } from '../engine/validate';
import { ANNOTATIONS, annotationDoc } from './annotations';
import { type CursorContext, contextAt } from './context';
import { rootType } from './root-type';
import { type Suggestion, suggestions } from './suggestions';

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
  const type = rootType(path, context);
  const items: Suggestion[] =
    context.key === undefined ? keysOrItems(context, type) : valuesOf(context, type, context.key);
  const project = readProject(tree, cache);
  for (const suggestion of suggestions(context, project, path)) items.push(suggestion);
  const seen = new Set<string>();
  return items
    .filter(({ label }) => !seen.has(label) && seen.add(label))
    .map(({ label, insert, from, kind, detail, documentation }, i) => ({
      label,
      kind,
      ...(detail ? { detail } : {}),
      ...(documentation ? { documentation: { kind: 'markdown' as const, value: documentation } } : {}),
      sortText: String(i).padStart(4, '0'),
      filterText: label,
      textEdit: {
        range: rangeOf(lines, { start: context.wordStart + (from ?? 0), end: offset }),
        newText: insert ?? label,
      },
    }));
}

function keysOrItems(context: CursorContext, root: string | undefined): Suggestion[] {
  const type = root === undefined ? undefined : typeAt(root, context.path);
  if (!type) return context.path.length === 0 ? rootKeys(context) : [];
  if (isAnnotations(context.path)) return annotationKeys(context);
  const words = context.item ? wordSuggestions(type, undefined, '') : [];
  return [...words, ...fieldKeys(context, type)];
}

function rootKeys({ siblings }: CursorContext): Suggestion[] {
  return ['apiVersion', 'kind', 'metadata', 'spec']
    .filter((key) => !siblings.has(key))
    .map((key) => ({ label: key, insert: `${key}: `, kind: CompletionItemKind.Property }));
}

function fieldKeys({ siblings, column, path }: CursorContext, type: string): Suggestion[] {
  const fields = Object.entries(fieldsOf(type) ?? {}).filter(([field]) => !siblings.has(field));
  const hidden = (field: string) => field === 'status' && path.length === 0;
  // Required ones first, as they have to come anyway.
  fields.sort(([, a], [, b]) => Number(b.startsWith('!')) - Number(a.startsWith('!')));
  return fields
    .filter(([field]) => !hidden(field))
    .map(([field, inner]) => ({
      label: field,
      insert: field + opening(inner, column),
      kind: CompletionItemKind.Property,
      detail: typeName(inner) + (inner.startsWith('!') ? ', required' : ''),
      documentation: docOf(type, field),
    }));
}

function opening(type: string, column: number): string {
  const bare = bareType(type);
  if (bare.startsWith('[')) return `:\n${' '.repeat(column + 2)}- `;
  return bare.startsWith('#') || bare.startsWith('{') ? `:\n${' '.repeat(column + 2)}` : ': ';
}

function valuesOf(context: CursorContext, root: string | undefined, key: string): Suggestion[] {
  if (isAnnotations(context.path)) return annotationWords(context, key);
  const owner = root === undefined ? undefined : typeAt(root, context.path);
  const type = owner === undefined ? undefined : fieldsOf(owner)?.[key];
  return type === undefined ? [] : wordSuggestions(type, owner, key);
}

function wordSuggestions(type: string, owner: string | undefined, field: string): Suggestion[] {
  const words = bareType(type) === 'b' ? ['true', 'false'] : (wordsOf(type) ?? []);
  return words.map((word) => ({
    label: word,
    kind: CompletionItemKind.EnumMember,
    documentation: docOf(owner, `${field}=${word}`),
  }));
}

function isAnnotations(path: readonly (string | number)[]): boolean {
  return path.at(-1) === 'annotations' && path.at(-2) === 'metadata' && path.length === 2;
}

function annotationKeys({ siblings }: CursorContext): Suggestion[] {
  return Object.entries(ANNOTATIONS)
    .filter(([key]) => !siblings.has(key))
    .map(([key, { text }]) => ({
      label: key,
      insert: `${key}: `,
      kind: CompletionItemKind.Property,
      documentation: text,
    }));
}

/** The words of an annotation that are not there yet; only the word after the last comma is replaced. */
function annotationWords({ word }: CursorContext, key: string): Suggestion[] {
  const doc = annotationDoc(key);
  if (!doc) return [];
  const cut = word.lastIndexOf(',') + 1;
  const from = cut + (/^\s*/.exec(word.slice(cut))?.[0].length ?? 0);
  const taken = new Set(
    word
      .slice(0, cut)
      .split(',')
      .map((part) => part.trim()),
  );
  return Object.entries(doc.words)
    .filter(([label]) => !taken.has(label))
    .map(([label, documentation]) => ({ label, from, kind: CompletionItemKind.EnumMember, documentation }));
}
