import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { solution, start } from './day6';
import { story } from './story';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
/** `REPEAT=100` for the whole proof; a few are enough to notice a change. */
const TIMES = Number(process.env.REPEAT ?? 2);

it('the whole task ends as it should, and leaves the same bytes for the same seed', {
  timeout: 60_000 * TIMES,
}, async () => {
  const first = await story(1, { start, solution });
  const told: { ends: string[]; faults: string[] } = JSON.parse(first);
  expect(told.faults).toEqual([]);
  expect(told.ends).toEqual([
    'A hook that cannot fail, over a broken Service: Succeeded, Healthy: successfully synced (no more tasks)',
    'A hook that can: Failed, Healthy: one or more synchronization tasks completed unsuccessfully',
    'The Service finds its Pods: Succeeded, Healthy: successfully synced (no more tasks)',
    'A namespace that enforces restricted: Succeeded, Healthy: successfully synced (no more tasks)',
  ]);
  const hashes = new Set([hash(first)]);
  for (let i = 1; i < TIMES; i++) hashes.add(hash(await story(1, { start, solution })));
  expect(hashes.size).toBe(1);
  expect(hash(await story(2, { start, solution }))).not.toBe(hash(first));
});
