import * as v from 'valibot';
import { parse } from './parse';
import type { Place, Transaction } from './world';

/** Why a record was set aside. */
type AsideReason = 'corrupt' | 'newer';

/** A record that could not be read: out of the way of the lesson, and kept for whoever wants to look at it. */
export interface Aside {
  id: string;
  at: number;
  reason: AsideReason;
  from: Place;
  key: unknown;
  record: unknown;
}

const asideSchema = v.object({
  at: v.number(),
  reason: v.picklist(['corrupt', 'newer']),
  from: v.picklist(['events', 'drafts', 'beside', 'snapshots']),
  key: v.unknown(),
  record: v.unknown(),
});

/** A record of a later version of the course says so in `v`. */
function reasonFor(record: unknown): AsideReason {
  const version = typeof record === 'object' && record !== null && 'v' in record ? record.v : undefined;
  return typeof version === 'number' && version > 1 ? 'newer' : 'corrupt';
}

/** Moves a record that could not be read out of the way, in the same transaction in which it was met. */
export async function setAside(
  transaction: Transaction,
  found: { from: Place; key: unknown; record: unknown },
  { id, at }: { id: string; at: number },
): Promise<void> {
  await transaction.put('aside', [id], { ...found, at, reason: reasonFor(found.record) });
  await transaction.remove(found.from, found.key);
}

/** Everything that was set aside. What cannot be read even here is given as it is. */
export async function listAside(transaction: Transaction): Promise<Aside[]> {
  const records = await transaction.list('aside', []);
  return records.map(({ key, value }) => {
    const id = Array.isArray(key) && typeof key[0] === 'string' ? key[0] : String(key);
    const aside = parse(asideSchema, value);
    if (aside !== undefined) return { id, ...aside };
    return { id, at: 0, reason: 'corrupt', from: 'aside', key, record: value };
  });
}
