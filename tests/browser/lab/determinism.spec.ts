import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { layOver, readTree } from '@/lib/lessons/server';
import type { Tree } from '@/lib/tree';
import type { Lesson } from '../../unit/lab/headless/story';
import { bundle } from '../cluster/bundle';
import { inWorker } from './in-worker';

/** `REPEAT=100` for the whole proof; one on each side is enough to notice a change. */
const TIMES = Number(process.env.REPEAT ?? 1);
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

test('a lesson’s whole task leaves the same bytes in Node and in a browser’s worker', async ({ page }) => {
  test.setTimeout(600_000);
  const start = await readTree('content/week1/day6/start');
  const solution = layOver(start, await readTree('content/week1/day6/solution'));
  const plain = (tree: Tree) => Object.fromEntries(tree);
  const asked = { seed: 1, times: TIMES, start: plain(start), solution: plain(solution) };
  const told = await inWorker<string[]>(page, 'tests/browser/lab/teller.ts', asked);
  const hashes = new Set(told.map(hash));
  const file = test.info().outputPath('story.mjs');
  await writeFile(file, await bundle('tests/unit/lab/headless/story.ts'));
  const { story }: { story: (seed: number, lesson: Lesson) => Promise<string> } = await import(
    pathToFileURL(file).href
  );
  for (let i = 0; i < TIMES; i++) hashes.add(hash(await story(1, { start, solution })));
  expect(hashes.size).toBe(1);
});
