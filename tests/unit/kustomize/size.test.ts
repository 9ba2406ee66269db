import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('takes at most 60 KB of a page, compressed, without the yaml library', async () => {
  const { outputFiles } = await build({
    entryPoints: ['lib/kustomize/index.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    external: ['yaml'],
    write: false,
  });
  const bytes = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(60_000);
});
