import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { bundle } from './bundle';

/** `REPEAT=100` for the whole proof; a few are enough to notice a change. */
const TIMES = Number(process.env.REPEAT ?? 2);
const SITE = 'http://lab.test';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

for (const of of ['cluster', 'argocd']) {
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
    const inBrowser = page.evaluate(
      ([of, times]) =>
        new Promise<string[]>((resolve, reject) => {
          const worker = new Worker('/teller.js', { type: 'module' });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage({ of, seed: 1, times });
        }),
      [of, TIMES] as const,
    );
    const hashes = new Set((await inBrowser).map(hash));
    const file = test.info().outputPath('story.mjs');
    await writeFile(file, await bundle(`tests/unit/${of}/whole/story.ts`));
    const { story }: { story: (seed: number) => Promise<string> } = await import(pathToFileURL(file).href);
    for (let i = 0; i < TIMES; i++) hashes.add(hash(await story(1)));
    expect(hashes.size).toBe(1);
    expect(hashes).not.toContain(hash(await story(2)));
  });
}
