import * as z from 'zod/mini';
import type { Place, Transaction } from './world';

/** Why a record was set aside. */
export type AsideReason = 'corrupt' | 'newer';

/** A record that could not be read: out of the way of the lesson, and kept for whoever wants to look at it. */
export interface Aside {
  id: string;
  at: number;
  reason: AsideReason;
  from: Place;
  key: unknown;
  record: unknown;
}

const asideSchema = z.object({
  at: z.number(),
  reason: z.enum(['corrupt', 'newer']),
  from: z.enum(['events', 'drafts', 'beside', 'snapshots']),
  key: z.unknown(),
  record: z.unknown(),
});

/** A record of a later version of the course says so in `v`. */
function reasonFor(record: unknown): AsideReason {
  const v = typeof record === 'object' && record !== null && 'v' in record ? record.v : undefined;
  return typeof v === 'number' && v > 1 ? 'newer' : 'corrupt';
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
    const parsed = asideSchema.safeParse(value);
    if (parsed.success) return { id, ...parsed.data };
    return { id, at: 0, reason: 'corrupt', from: 'aside', key, record: value };
  });
}
