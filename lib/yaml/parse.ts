import { type Composed, compose } from './compose';
import { Converter } from './convert';
import { diagnose } from './diagnose';
import { joined } from './joined';
import { LONGEST_TEXT, refuse, refuseBytes, stopped } from './limits';
import { Lines } from './lines';
import { outdented } from './outdented';
import type { Pieces } from './pieces';
import type { YamlProblem } from './problem';
import { readDocument, type YamlDocument } from './read-document';
import { applied, Repairs, type TextChange } from './repairs';
import { slips } from './slips';

export interface ParsedYaml {
  text: string;
  lines: Lines;
  documents: YamlDocument[];
  problems: YamlProblem[];
  /** Every key that stands in a mapping of the documents: what is not among them need not be looked for. */
  keys: ReadonlySet<string>;
  /** True when parts of the text could not be read as they are written. */
  broken: boolean;
  /** True when what is missing in the documents may stand in the text. A mistake inside one text hides nothing else. */
  torn: boolean;
}

/** How many mistakes of syntax are mended in thought, so that what follows them can still be read. */
const MOST_REPAIRS = 12;
/** Large texts are not read again and again. */
const MOST_CHARACTERS = 600_000;

type Compose = typeof compose;

/**
 * Reads a YAML text (a stream of documents) as Kubernetes does.
 *
 * @param content the file's text, or its bytes when they are not UTF-8.
 * @param pieces what was read of the file as it was before: of its documents only those are read that have changed.
 * @returns nodes with their places in the text, and what is wrong with it. A text that passes the limits (size, nesting,
 * aliases) yields one problem and no documents. Never throws, and takes time linear in the text.
 */
export function parseYaml(content: string | Uint8Array, pieces?: Pieces): ParsedYaml {
  if (typeof content !== 'string') return unread(byteForByte(content), refuseBytes(content));
  const refused = refuse(content);
  if (refused) return unread(content, refused);
  pieces?.turn();
  const read: Compose = pieces ? (text) => pieces.compose(text) : compose;
  const repairs = new Repairs(content);
  repairs.apply(missingIndents(content, read));
  const slipped = slips(repairs.text);
  const problems: YamlProblem[] = slipped.map(({ problem }) => repairs.toOriginal(problem));
  repairs.apply(apart(slipped.flatMap(({ repair }) => repair)));
  const first = read(repairs.text);
  if ('stoppedAt' in first) return unread(content, stopped(content, first.stoppedAt, first.by));

  let documents = first.documents;
  for (let round = 0; round < MOST_REPAIRS; round++) {
    const error = firstError(documents);
    if (!error) break;
    const found = diagnose(repairs.text, error);
    problems.push(repairs.toOriginal(found.problem));
    repairs.apply(found.repair);
    if (content.length * (round + 1) > MOST_CHARACTERS) break;
    const again = read(repairs.text);
    if ('stoppedAt' in again) break;
    documents = again.documents;
  }
  const broken = problems.length > slipped.length;
  const result = convert(content, documents, problems, repairs, broken);
  return result.problems.some(({ code }) => code === 'yaml-duplicate-key')
    ? apartAgain(content, result, problems, repairs, broken, read)
    : result;
}

/** Texts in quotes may stand further to the left than YAML 1.2 allows, when that is all that is wrong with them. */
function missingIndents(text: string, read: Compose): TextChange[] {
  const loose = outdented(text, true);
  if (loose.length === 0) return loose;
  const strict = outdented(text, false);
  if (strict.length && errorsWith(text, strict, read)?.every((error) => !isOpenQuote(error))) return strict;
  return errorsWith(text, loose, read)?.length === 0 ? loose : [];
}

function errorsWith(text: string, changes: readonly TextChange[], read: Compose) {
  const tried = read(applied(text, changes));
  return 'stoppedAt' in tried ? undefined : tried.documents.flatMap(({ errors }) => errors);
}

function isOpenQuote({ message }: { message: string }): boolean {
  return message.startsWith('Missing closing ');
}

/** Keys that stand twice may be those of two things with the mark between them missing: the text is read with the mark. */
function apartAgain(
  content: string,
  before: ParsedYaml,
  problems: YamlProblem[],
  repairs: Repairs,
  broken: boolean,
  read: Compose,
): ParsedYaml {
  const again = read(repairs.text);
  if ('stoppedAt' in again) return before;
  const found = again.documents.flatMap((document) => {
    const root = new Converter((offset) => offset + document.shift, new Set()).root(document);
    return root ? joined(repairs.text, root) : [];
  });
  if (found.length === 0) return before;
  const known = problems.concat(found.map(({ problem }) => repairs.toOriginal(problem)));
  repairs.apply(found.flatMap(({ repair }) => repair));
  const mended = read(repairs.text);
  return 'stoppedAt' in mended ? before : convert(content, mended.documents, known, repairs, broken);
}

/** Changes of which none touches another; of two that do, the first. */
function apart(changes: readonly TextChange[]): TextChange[] {
  let end = -1;
  return [...changes]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .filter((change) => {
      const free = change.start >= end;
      if (free) end = Math.max(change.end, change.start + 1);
      return free;
    });
}

function convert(
  text: string,
  composed: Composed[],
  before: readonly YamlProblem[],
  repairs: Repairs,
  broken: boolean,
): ParsedYaml {
  const documents: YamlDocument[] = [];
  const keys = new Set<string>();
  const problems = [...before];
  for (const document of composed) {
    const read = readDocument(document, repairs, keys);
    const limit = read.problems.find(({ code }) => code === 'yaml-limit');
    if (limit) return unread(text, limit);
    for (const problem of read.problems) problems.push(problem);
    documents.push(read);
  }
  const torn = broken && before.some(({ inside }) => !inside);
  return { text, lines: new Lines(text), documents, problems, keys, broken, torn };
}

/** Bytes as a text with a character for each, so that a place among them is a place in it. */
function byteForByte(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

function unread(text: string, problem: YamlProblem): ParsedYaml {
  // The problem stands where the reading stopped, so the lines after it do not matter.
  const seen = new Lines(text.length > LONGEST_TEXT ? text.slice(0, 1000) : text);
  return { text, lines: seen, documents: [], problems: [problem], keys: new Set(), broken: true, torn: true };
}

function firstError(documents: Composed[]) {
  for (const { errors } of documents)
    if (errors.length) return errors.reduce((a, b) => (b.pos[0] < a.pos[0] ? b : a));
  return undefined;
}
