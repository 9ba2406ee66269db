// Runs lib/kustomize/cli.ts from one bundled file, made anew when a source has changed: `npm run -s kustomize -- build DIR`.
// Reading a hundred sources one by one takes seconds each time; hooks and scripts call this again and again.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = path.join(root, 'node_modules', '.cache', 'kustomize');
const bundle = path.join(folder, 'cli.mjs');
const list = path.join(folder, 'sources.json');

/** When and how long each source was; undefined when one is gone. */
function stampOf(sources) {
  const stats = sources.map((source) => statSync(path.join(root, source), { throwIfNoEntry: false }));
  if (stats.includes(undefined)) return undefined;
  return stats.map(({ mtimeMs, size }) => `${mtimeMs} ${size}`);
}

function isFresh() {
  try {
    const { sources, stamp } = JSON.parse(readFileSync(list, 'utf8'));
    return (
      statSync(bundle).isFile() && sources.length > 0 && String(stampOf(sources)) === String(stamp ?? null)
    );
  } catch {
    return false;
  }
}

/** Others may run at the same time: a file is put in place whole. */
function put(file, text) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

async function make() {
  const { build } = await import('esbuild');
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['lib/kustomize/cli.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    write: false,
  });
  const sources = Object.keys(metafile.inputs);
  mkdirSync(folder, { recursive: true });
  put(bundle, outputFiles[0].text);
  put(list, JSON.stringify({ sources, stamp: stampOf(sources) }));
}

if (!isFresh()) await make();
await import(pathToFileURL(bundle).href);
