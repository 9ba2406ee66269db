import type { Composed } from './compose';
import { Converter } from './convert';
import { duplicates } from './duplicates';
import type { Span, YamlNode } from './nodes';
import type { YamlProblem } from './problem';
import type { Repairs } from './repairs';

export interface YamlDocument extends Span {
  /** What the document holds; undefined when it is empty. */
  root: YamlNode | undefined;
}

/** A document with our nodes, and what is wrong with it beside its syntax. */
export interface ReadDocument extends YamlDocument {
  problems: readonly YamlProblem[];
}

const memory = new WeakMap<object, { shift: number; keys: ReadonlySet<string>; read: ReadDocument }>();

/**
 * Turns a document into our nodes, with their places in the file; the very same nodes as before where nothing has
 * changed of either.
 *
 * @param repairs what was changed of the file before it was read.
 * @param keys takes the texts of all keys.
 */
export function readDocument(document: Composed, repairs: Repairs, keys: Set<string>): ReadDocument {
  const { known, shift } = document;
  if (!known || repairs.start < document.end) return convert(document, repairs, keys);
  let kept = memory.get(known);
  if (kept?.shift !== shift) {
    const own = new Set<string>();
    kept = { shift, keys: own, read: convert(document, repairs, own) };
    memory.set(known, kept);
  }
  for (const key of kept.keys) keys.add(key);
  return kept.read;
}

function convert(document: Composed, repairs: Repairs, keys: Set<string>): ReadDocument {
  const { shift } = document;
  const converter = new Converter((offset) => repairs.mapBack(offset + shift), keys);
  const root = converter.root(document);
  const { problems } = converter;
  for (const problem of root ? duplicates(root) : []) problems.push(problem);
  return { root, problems, start: repairs.mapBack(document.start), end: repairs.mapBack(document.end) };
}
