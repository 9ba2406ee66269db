import { CompletionItemKind } from 'vscode-languageserver-types';
import { bareType, docOf, fieldsOf, typeAt, typeName, wordsOf } from '@/lib/kubernetes';
import { ANNOTATIONS, annotationDoc } from './annotations';
import type { CursorContext } from './context';
import type { Suggestion } from './suggestion';

/** What the schema says can be written at a place: fields where a key is written, else the words of the field. */
export function schemaSuggestions(context: CursorContext, root: string | undefined): Suggestion[] {
  const { key, path } = context;
  const type = root === undefined ? undefined : typeAt(root, path);
  if (isAnnotations(path)) return key === undefined ? annotationKeys(context) : annotationWords(context, key);
  if (key !== undefined) {
    const inner = type === undefined ? undefined : fieldsOf(type)?.[key];
    return inner === undefined
      ? []
      : words(inner, type, key).filter(({ label }) => !isRefused(context, label));
  }
  if (type === undefined) return path.length === 0 ? rootKeys(context) : [];
  return [...(context.item ? words(type, undefined, '') : []), ...fields(context, type)];
}

function rootKeys({ siblings }: CursorContext): Suggestion[] {
  return ['apiVersion', 'kind', 'metadata', 'spec']
    .filter((key) => !siblings.has(key))
    .map((key) => ({
      label: key,
      opening: key === 'metadata' || key === 'spec' ? ':\n  ' : ': ',
      kind: CompletionItemKind.Property,
    }));
}

function fields({ siblings, column, path, flow }: CursorContext, type: string): Suggestion[] {
  const entries = Object.entries(fieldsOf(type) ?? {}).filter(
    ([field]) => !siblings.has(field) && !(field === 'status' && path.length === 0),
  );
  // Required ones first, as they have to come anyway.
  entries.sort(([, a], [, b]) => Number(b.startsWith('!')) - Number(a.startsWith('!')));
  return entries.map(([field, inner]) => ({
    label: field,
    opening: opening(inner, column, flow),
    kind: CompletionItemKind.Property,
    detail: typeName(inner) + (inner.startsWith('!') ? ', required' : ''),
    documentation: docOf(type, field),
  }));
}

/** What follows a key, up to where its value begins. */
function opening(type: string, column: number, flow: boolean): string {
  const sort = bareType(type).charAt(0);
  if (sort === '[') return flow ? ': []' : `:\n${' '.repeat(column + 2)}- `;
  if (sort === '#' || sort === '{') return flow ? ': {}' : `:\n${' '.repeat(column + 2)}`;
  return ': ';
}

function words(type: string, owner: string | undefined, field: string): Suggestion[] {
  const known = bareType(type) === 'b' ? ['true', 'false'] : (wordsOf(type) ?? []);
  return known.map((word) => ({
    label: word,
    kind: CompletionItemKind.EnumMember,
    documentation: docOf(owner, `${field}=${word}`),
  }));
}

const KEEPS_RUNNING = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController'];

/** Words that the kind of workload does not take; see the rule `pod-restart-policy`. */
function isRefused({ kind = '', key }: CursorContext, word: string): boolean {
  if (key !== 'restartPolicy') return false;
  return word === 'Always' ? kind === 'Job' || kind === 'CronJob' : KEEPS_RUNNING.includes(kind);
}

function isAnnotations(path: readonly (string | number)[]): boolean {
  return path.length === 2 && path[0] === 'metadata' && path[1] === 'annotations';
}

function annotationKeys({ siblings }: CursorContext): Suggestion[] {
  return Object.entries(ANNOTATIONS)
    .filter(([key]) => !siblings.has(key))
    .map(([key, { text }]) => ({
      label: key,
      opening: ': ',
      kind: CompletionItemKind.Property,
      documentation: text,
    }));
}

/** The words of an annotation that are not there yet; only the word between two commas is replaced. */
function annotationWords({ word, rest }: CursorContext, key: string): Suggestion[] {
  const doc = annotationDoc(key);
  if (!doc) return [];
  const cut = word.lastIndexOf(',') + 1;
  const before = word.slice(0, cut) + (/^\s*/.exec(word.slice(cut))?.[0] ?? '');
  const after = rest.includes(',') ? rest.slice(rest.indexOf(',')) : '';
  const taken = new Set(`${before},${after}`.split(',').map((part) => part.trim()));
  return Object.entries(doc.words)
    .filter(([label]) => !taken.has(label))
    .map(([label, documentation]) => ({
      label,
      before,
      after,
      kind: CompletionItemKind.EnumMember,
      documentation,
    }));
}
