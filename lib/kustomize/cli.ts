import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { FileContent } from '@/lib/tree';
import { build } from './index';

/** `kustomize build DIR` for a folder on disk: prints and exits as the real tool does. */

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function contentOf(path: string): FileContent {
  const bytes = readFileSync(path);
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}

function readBelow(root: string, folder: string, into: Map<string, FileContent>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== '.git') readBelow(root, path, into);
    } else if (entry.isFile()) into.set(relative(root, path), contentOf(path));
  }
}

/** The folder that a build may reach: the repository that `directory` lies in, or the folder above it. */
function rootOf(directory: string): string {
  for (let at = directory; dirname(at) !== at; at = dirname(at)) {
    if (statSync(join(at, '.git'), { throwIfNoEntry: false })) return at;
  }
  return directory;
}

function main(args: readonly string[]): number {
  const [command, target = '.'] = args;
  if (command !== 'build') {
    process.stderr.write('Usage: npm run -s kustomize -- build DIR\n');
    return 1;
  }
  const directory = realpathSync(target);
  const root = rootOf(directory);
  const tree = new Map<string, FileContent>();
  readBelow(root, root, tree);
  const result = build(tree, relative(root, directory), { root });
  for (const warning of result.warnings) process.stderr.write(`${warning}\n`);
  if ('error' in result) {
    process.stderr.write(`Error: ${result.error}\n`);
    return 1;
  }
  process.stdout.write(result.output);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
