import { type Composed, compose } from './compose';
import { Converter } from './convert';
import { diagnose } from './diagnose';
import { duplicates } from './duplicates';
import { LONGEST_TEXT, refuse, refuseBytes, stopped } from './limits';
import { Lines } from './lines';
import type { Span, YamlNode } from './nodes';
import type { YamlProblem } from './problem';
import { Repairs } from './repairs';

export interface YamlDocument extends Span {
  /** What the document holds; undefined when it is empty. */
  root: YamlNode | undefined;
}

export interface ParsedYaml {
  text: string;
  lines: Lines;
  documents: YamlDocument[];
  problems: YamlProblem[];
  /** Every key that stands in a mapping of the documents: what is not among them need not be looked for. */
  keys: ReadonlySet<string>;
  /** True when parts of the text could not be read: what is missing in the documents may stand in the text. */
  broken: boolean;
}

/** How many mistakes of syntax are mended in thought, so that what follows them can still be read. */
const MOST_REPAIRS = 12;
/** Large texts are not read again and again. */
const MOST_CHARACTERS = 600_000;

/**
 * Reads a YAML text (a stream of documents) as Kubernetes does.
 *
 * @param content the file's text, or its bytes when they are not UTF-8.
 * @returns nodes with their places in the text, and what is wrong with it. A text that passes the limits (size, nesting,
 * aliases) yields one problem and no documents. Never throws, and takes time linear in the text.
 */
export function parseYaml(content: string | Uint8Array): ParsedYaml {
  if (typeof content !== 'string') return unread('', refuseBytes(content));
  const refused = refuse(content);
  if (refused) return unread(content, refused);
  const first = compose(content);
  if ('stoppedAt' in first) return unread(content, stopped(content, first.stoppedAt, first.by));

  const repairs = new Repairs(content);
  const problems: YamlProblem[] = [];
  let documents = first.documents;
  for (let round = 0; round < MOST_REPAIRS; round++) {
    const error = firstError(documents);
    if (!error) break;
    const found = diagnose(repairs.text, error);
    problems.push(repairs.toOriginal(found.problem));
    repairs.apply(found.repair);
    if (content.length * (round + 1) > MOST_CHARACTERS) break;
    const again = compose(repairs.text);
    if ('stoppedAt' in again) break;
    documents = again.documents;
  }
  return convert(content, documents, problems, repairs);
}

function convert(text: string, composed: Composed[], problems: YamlProblem[], repairs: Repairs): ParsedYaml {
  const broken = problems.length > 0;
  const documents: YamlDocument[] = [];
  const keys = new Set<string>();
  for (const document of composed) {
    const converter = new Converter((offset) => repairs.mapBack(offset), keys);
    const root = converter.root(document);
    const limit = converter.problems.find((p) => p.code === 'yaml-limit');
    if (limit) return unread(text, limit);
    for (const problem of converter.problems) problems.push(problem);
    for (const problem of root ? duplicates(root) : []) problems.push(problem);
    documents.push({
      root,
      start: repairs.mapBack(document.range?.[0] ?? 0),
      end: repairs.mapBack(document.range?.[2] ?? text.length),
    });
  }
  return { text, lines: new Lines(text), documents, problems, keys, broken };
}

function unread(text: string, problem: YamlProblem): ParsedYaml {
  // The problem stands where the reading stopped, so the lines after it do not matter.
  const seen = new Lines(text.length > LONGEST_TEXT ? text.slice(0, 1000) : text);
  return { text, lines: seen, documents: [], problems: [problem], keys: new Set(), broken: true };
}

function firstError(documents: Composed[]) {
  for (const { errors } of documents)
    if (errors.length) return errors.reduce((a, b) => (b.pos[0] < a.pos[0] ? b : a));
  return undefined;
}
