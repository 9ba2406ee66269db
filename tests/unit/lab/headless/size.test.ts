import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundle } from '../../../browser/cluster/bundle';

// `npm install` takes commands out of it that no image has (scripts/slim-shell.mjs), unless it is told to run no scripts.
const shell = readFileSync('node_modules/just-bash/dist/bundle/browser.js', 'utf8');
const slim = shell.startsWith('/*! just-bash 3.4.2, changed');

it.skipIf(!slim)('the whole worker is no larger than 650 kB, compressed', async () => {
  const worker = gzipSync(await bundle('lib/lab/headless/index.ts'), { level: 9 });
  expect(worker.length).toBeLessThan(650_000);
});
