import { parse } from '../parse';
import { type BesideRecord, type Piece, type PieceKey, savedSchema } from '../schema';
import type { Transaction } from '../world';
import { isWork, keyOf, pieceOf, sameValue } from './pieces';

/** A piece to save, or to take out of the draft, and the revision that it was made from. */
export interface Change {
  of: PieceKey;
  piece: Piece | undefined;
  base: string | undefined;
}

export interface SaveContext {
  lesson: string;
  /** The id of this tab. */
  tab: string;
  at: number;
  newId(): string;
}

/** What stands in storage for a piece; a record that cannot be read counts as none and is left where it is. */
async function current(t: Transaction, lesson: string, { kind, name }: PieceKey) {
  return parse(savedSchema, await t.get('drafts', [lesson, kind, name]));
}

/** Keeps a second version of a piece, to be asked about. */
export async function putBeside(t: Transaction, lesson: string, id: string, record: BesideRecord) {
  await t.put('beside', [lesson, record.piece.kind, record.piece.name, id], record);
}

/**
 * Saves pieces, each only over the revision it was made from. Where another tab has saved another version since, that
 * version is put beside, so that both are kept and the learner is asked.
 *
 * @returns the new revision of each piece by its key, and whether anything went beside.
 */
export async function save(
  t: Transaction,
  changes: readonly Change[],
  { lesson, tab, at, newId }: SaveContext,
): Promise<{ revisions: Map<string, string | undefined>; conflict: boolean }> {
  const revisions = new Map<string, string | undefined>();
  let conflict = false;
  for (const { of, piece, base } of changes) {
    const place = [lesson, of.kind, of.name];
    const theirs = await current(t, lesson, of);
    const same = theirs !== undefined && piece !== undefined && sameValue(theirs.value, piece.value);
    if (isWork(of) && theirs !== undefined && theirs.revision !== base && !same) {
      const version = { v: 1, piece: pieceOf(theirs), at: theirs.at, from: 'tab' } as const;
      await putBeside(t, lesson, newId(), version);
      conflict = true;
    }
    await t.remove('beside', [...place, tab]);
    if (piece === undefined) {
      await t.remove('drafts', place);
      revisions.set(keyOf(of), undefined);
      continue;
    }
    const revision = same ? theirs.revision : newId();
    if (!same) await t.put('drafts', place, { v: 1, ...piece, revision, at });
    revisions.set(keyOf(of), revision);
  }
  return { revisions, conflict };
}
