import { type Composed, compose, type Stopped } from './compose';

/** A longer text is read as a whole, since its tokens have to be counted: no character makes more than four. */
const LONGEST = 60_000;
/** What begins or ends a document beside `---`. */
const OTHER_MARKS = /^(?:%|\.\.\.)|\ufeff/m;
const MARK = /\n---(?=[ \t\r\n]|$)/g;
const ONLY_COMMENTS = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*$/;
const BESIDE = '---\n';

/** The part of a text from one `---` to the next, read between two others. */
interface Piece {
  documents: readonly Composed[];
  /** The mistakes that the parser puts down to the document before. */
  before: Composed['errors'];
  /** What stands in front of it in the text that was read. */
  margin: number;
}

/**
 * Remembers the documents of a text, so that of the next text only those are read that have changed. Hand the same one
 * in for each state of a file; what is read is the same without it.
 */
export class Pieces {
  private earlier = new Map<string, Piece | undefined>();
  private current = new Map<string, Piece | undefined>();

  /** Begins a state of the file. What stood neither in it nor in the one before is forgotten. */
  turn(): void {
    this.earlier = this.current;
    this.current = new Map();
  }

  /** The same as `compose`. */
  compose(text: string): { documents: Composed[] } | Stopped {
    const starts = text.length > LONGEST || OTHER_MARKS.test(text) ? [] : startsOf(text);
    if (starts.length < 2) return compose(text);
    const documents: Composed[] = [];
    for (const [index, start] of starts.entries()) {
      const part = text.slice(start, starts[index + 1]);
      const closed = start + part.length < text.length ? this.read(part, index === 0, false) : undefined;
      // A quote that is not closed swallows the marks that follow.
      const piece = closed ?? this.read(text.slice(start), index === 0, true);
      if (!piece) return compose(text);
      const shift = start - piece.margin;
      const last = documents.at(-1);
      if (last && piece.before.length)
        last.errors = last.errors.concat(piece.before.map((error) => moved(error, shift)));
      for (const document of piece.documents) documents.push(placed(document, shift));
      if (!closed) break;
    }
    return { documents };
  }

  private read(part: string, isFirst: boolean, isLast: boolean): Piece | undefined {
    const key = `${isFirst}${isLast}${part}`;
    const known = this.current.has(key) ? this.current : this.earlier;
    const piece = known.has(key) ? known.get(key) : readPiece(part, isFirst, isLast);
    this.current.set(key, piece);
    return piece;
  }
}

/** Undefined where it cannot be told from what stands around it. */
function readPiece(part: string, isFirst: boolean, isLast: boolean): Piece | undefined {
  const before = isFirst ? '' : BESIDE;
  const composed = compose(`${before}${part}${isLast ? '' : BESIDE}`);
  if ('stoppedAt' in composed) return undefined;
  const { documents } = composed;
  const [first] = documents;
  const from = isFirst ? 0 : 1;
  const to = isLast ? documents.length : documents.length - 1;
  if (!isFirst && documents[1]?.start !== before.length) return undefined;
  if (!isLast && documents[to]?.start !== before.length + part.length) return undefined;
  return {
    documents: documents.slice(from, to).map((document) => ({ ...document, known: {} })),
    before: isFirst || !first ? [] : first.errors,
    margin: before.length,
  };
}

/** Where the pieces of a text start. Comments in front of the first mark belong to what follows it. */
function startsOf(text: string): number[] {
  const starts = [0];
  for (const { index } of text.matchAll(MARK))
    if (starts.length > 1 || !ONLY_COMMENTS.test(text.slice(0, index + 1))) starts.push(index + 1);
  return starts;
}

function placed(document: Composed, shift: number): Composed {
  const { errors, start, end } = document;
  return {
    ...document,
    errors: errors.length ? errors.map((error) => moved(error, shift)) : errors,
    start: start + shift,
    end: end + shift,
    shift,
  };
}

type Complaint = Composed['errors'][number];

function moved({ code, message, pos: [start, end] }: Complaint, shift: number): Complaint {
  return { code, message, pos: [start + shift, end + shift] };
}
