import type { GenericSchema } from 'valibot';
import { setAside } from '../aside';
import { parse } from '../parse';
import { type BesideRecord, besideSchema, type SnapshotRecord, savedSchema, snapshotSchema } from '../schema';
import type { Place, Transaction } from '../world';
import { type Entry, keyOf, pieceOf, sameValue } from './pieces';

/** What lies in storage for one lesson. */
export interface Loaded {
  entries: Map<string, Entry>;
  beside: { id: string; record: BesideRecord }[];
  snapshots: { id: string; record: SnapshotRecord }[];
  /** How many records could not be read and were set aside. */
  aside: number;
}

type Fresh = () => { id: string; at: number };

const isKey = (key: unknown): key is string[] =>
  Array.isArray(key) && key.every((part) => typeof part === 'string');

async function readAll<T>(
  transaction: Transaction,
  place: Place,
  lesson: string,
  schema: GenericSchema<unknown, T>,
  fits: (data: T, key: string[]) => boolean,
  fresh: Fresh,
): Promise<{ good: { key: string[]; data: T }[]; bad: number }> {
  const good: { key: string[]; data: T }[] = [];
  let bad = 0;
  for (const { key, value } of await transaction.list(place, [lesson])) {
    const data = parse(schema, value);
    if (isKey(key) && data !== undefined && fits(data, key)) good.push({ key, data });
    else {
      bad += 1;
      await setAside(transaction, { from: place, key, record: value }, fresh());
    }
  }
  return { good, bad };
}

/**
 * What a closing page wrote in its last moment becomes the draft where it was made from what is there still; where
 * another tab has saved since, it stays beside.
 *
 * @returns whether nothing is left to ask the learner.
 */
async function settle(
  transaction: Transaction,
  lesson: string,
  entries: Map<string, Entry>,
  id: string,
  { piece, base, at }: BesideRecord,
  { late, fresh }: { late: boolean; fresh: Fresh },
): Promise<boolean> {
  const key = keyOf(piece);
  const entry = entries.get(key);
  const same = entry !== undefined && sameValue(entry.piece.value, piece.value);
  const continues = base !== undefined && (entry?.revision ?? 'none') === base;
  if (!same && !continues) return false;
  if (!same && !late) return true; // Its tab is only hidden, and will save it by itself.
  await transaction.remove('beside', [lesson, piece.kind, piece.name, id]);
  if (same) return true;
  const revision = fresh().id;
  await transaction.put('drafts', [lesson, piece.kind, piece.name], { v: 1, ...piece, revision, at });
  entries.set(key, { piece, revision, at });
  return true;
}

/**
 * Reads the draft of a lesson. Records that cannot be read are set aside; nothing else is lost by them.
 *
 * @param late whether to settle what closing pages left; only when a page opens, since they may not be closed at all.
 */
export async function load(t: Transaction, lesson: string, late: boolean, fresh: Fresh): Promise<Loaded> {
  const drafts = await readAll(
    t,
    'drafts',
    lesson,
    savedSchema,
    (data, key) => key.length === 3 && key[1] === data.kind && key[2] === data.name,
    fresh,
  );
  const besides = await readAll(
    t,
    'beside',
    lesson,
    besideSchema,
    ({ piece }, key) => key.length === 4 && key[1] === piece.kind && key[2] === piece.name,
    fresh,
  );
  const snapshots = await readAll(
    t,
    'snapshots',
    lesson,
    snapshotSchema,
    (_, key) => key.length === 2,
    fresh,
  );
  const entries = new Map<string, Entry>();
  for (const { data } of drafts.good) {
    entries.set(keyOf(data), { piece: pieceOf(data), revision: data.revision, at: data.at });
  }
  const beside: Loaded['beside'] = [];
  for (const { key, data } of besides.good) {
    const id = key[3] ?? '';
    const settled = await settle(t, lesson, entries, id, data, { late, fresh });
    if (!settled) beside.push({ id, record: data });
  }
  return {
    entries,
    beside,
    snapshots: snapshots.good
      .map(({ key, data }) => ({ id: key[1] ?? '', record: data }))
      .sort((a, b) => a.record.at - b.record.at),
    aside: drafts.bad + besides.bad + snapshots.bad,
  };
}
