import type { FileContent } from '@/lib/tree';
import type { Answer, Desk, Piece, PieceKey, Saved } from '../schema';

/** A piece with the revision it has in storage, and when it was saved. */
export interface Entry {
  piece: Piece;
  revision: string;
  at: number;
}

/** The piece of a record, without what only storage needs. */
export const pieceOf = ({ v: _v, revision: _revision, at: _at, ...piece }: Saved): Piece => piece;

/** `kind/name`: what pieces are called in maps. */
export const keyOf = ({ kind, name }: PieceKey): string => `${kind}/${name}`;

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: [...value] };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]);
}

/** Whether two values of pieces hold the same, however they are laid out in memory. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** Whether a piece is work that a learner could miss; where tabs stood open is not. */
export const isWork = ({ kind }: PieceKey): boolean => kind !== 'desk';

/** The pieces of a draft, kind by kind. */
export function sorted(pieces: Iterable<Piece>) {
  const files = new Map<string, FileContent | null>();
  const answers = new Map<string, Answer>();
  let desk: Desk = {};
  for (const piece of pieces) {
    if (piece.kind === 'files') files.set(piece.name, piece.value);
    else if (piece.kind === 'answers') answers.set(piece.name, piece.value);
    else desk = piece.value;
  }
  return { files, answers, desk };
}
