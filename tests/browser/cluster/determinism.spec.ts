import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { bundle } from './bundle';

/** How often each story is told, in Node and in the browser each: enough to notice a change. `REPEAT=50` for a hundred in all. */
const STORIES = [
  ['cluster', 10],
  ['argocd', 1],
] as const;
const REPEAT = process.env.REPEAT;
const SITE = 'http://lab.test';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

for (const [of, often] of STORIES) {
  const times = REPEAT === undefined ? often : Number(REPEAT);
  test(`${of}: the same seed and the same actions leave the same bytes, in Node and in a browser’s worker`, async ({
    page,
  }) => {
    test.setTimeout(600_000);
    const script = await bundle('tests/browser/cluster/teller.ts');
    await page.route(`${SITE}/**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>lab</title>' }),
    );
    await page.goto(`${SITE}/`);
    const inBrowser = () =>
      page.evaluate(
        ([of, times]) =>
          new Promise<string[]>((resolve, reject) => {
            const worker = new Worker('/teller.js', { type: 'module' });
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
            worker.postMessage({ of, seed: 1, times });
          }),
        [of, times] as const,
      );
    const file = test.info().outputPath('story.mjs');
    await writeFile(file, await bundle(`tests/unit/${of}/whole/story.ts`));
    const { story }: { story: (seed: number) => Promise<string> } = await import(pathToFileURL(file).href);
    const inNode = async () => {
      const told = new Set<string>();
      for (let i = 0; i < times; i++) told.add(await story(1));
      return [...told];
    };
    const told = await Promise.all([inBrowser(), inNode()]);
    const hashes = new Set(told.flat().map(hash));
    expect(hashes.size).toBe(1);
    expect(hashes).not.toContain(hash(await story(2)));
  });
}
