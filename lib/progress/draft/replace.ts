import { parse } from '../parse';
import { type Piece, type PieceKey, type SnapshotRecord, savedSchema } from '../schema';
import type { Transaction } from '../world';
import { keyOf, pieceOf } from './pieces';

/** How many resets of a lesson can be undone. */
const SNAPSHOTS = 10;

export interface Replacement {
  put: readonly Piece[];
  /** What goes back to how the lesson starts. */
  remove: readonly PieceKey[];
}

/**
 * Replaces pieces of a draft, whoever saved them last, and keeps what was there as a snapshot.
 *
 * @returns what undoes the replacement.
 */
export async function replace(
  t: Transaction,
  { put, remove }: Replacement,
  note: { lesson: string; id: string; at: number; label: string; reset?: string; newId(): string },
): Promise<void> {
  const pieces: Piece[] = [];
  const absent: PieceKey[] = [];
  for (const { kind, name } of [...put, ...remove]) {
    const saved = parse(savedSchema, await t.get('drafts', [note.lesson, kind, name]));
    if (saved !== undefined) pieces.push(pieceOf(saved));
    else absent.push({ kind, name });
  }
  const record: SnapshotRecord = { v: 1, at: note.at, label: note.label, pieces, absent };
  if (note.reset !== undefined) record.reset = note.reset;
  await t.put('snapshots', [note.lesson, note.id], record);
  for (const piece of put) {
    const saved = { v: 1, ...piece, revision: note.newId(), at: note.at };
    await t.put('drafts', [note.lesson, piece.kind, piece.name], saved);
  }
  for (const { kind, name } of remove) await t.remove('drafts', [note.lesson, kind, name]);
  await forgetOldest(t, note.lesson, note.id);
}

/** Lets go of the oldest snapshots, but never of the one just made. */
async function forgetOldest(t: Transaction, lesson: string, newest: string): Promise<void> {
  const all = await t.list('snapshots', [lesson]);
  const age = ({ value }: { value: unknown }) =>
    typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'number'
      ? value.at
      : 0;
  const old = all
    .filter(({ key }) => !(Array.isArray(key) && key[1] === newest))
    .sort((a, b) => age(b) - age(a))
    .slice(SNAPSHOTS - 1);
  for (const { key } of old) await t.remove('snapshots', key);
}

/** The pieces that a snapshot puts back, and those that it takes away again. */
export function undoOf({ pieces, absent }: SnapshotRecord): Replacement {
  const there = new Set(pieces.map(keyOf));
  return { put: pieces, remove: absent.filter((key) => !there.has(keyOf(key))) };
}
