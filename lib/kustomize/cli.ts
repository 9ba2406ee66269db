import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FileContent } from '@/lib/tree';
import { build } from './index';

/** `kustomize build DIR` for a folder on disk: prints and exits as the real tool does. */

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const kustomizationNames = /(^|\/)(kustomization\.ya?ml|Kustomization)$/;
const skipped = new Set(['.git', 'node_modules']);

function contentOf(path: string): FileContent {
  const bytes = readFileSync(path);
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}

const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

/** The files that a build may read: those below its folder, and below what kustomizations there point to. */
class DiskTree {
  /** By absolute path without the leading slash: the tree's root is the disk's. */
  readonly files = new Map<string, FileContent>();
  private readonly seen = new Set<string>();

  add(path: string): void {
    const stat = this.seen.has(path) ? undefined : statOf(path);
    this.seen.add(path);
    if (stat?.isFile()) this.addFile(path);
    else if (stat?.isDirectory()) {
      for (const name of readdirSync(path)) if (!skipped.has(name)) this.add(join(path, name));
    }
  }

  private addFile(path: string): void {
    const content = contentOf(path);
    this.files.set(path.slice(1), content);
    if (typeof content !== 'string' || !kustomizationNames.test(path)) return;
    for (const [reference] of content.matchAll(/(?<![\w./-])(?:\.\.(?:\/[^\s'",\]}#]*)?|\/[\w./-]+)/g)) {
      this.add(resolve(dirname(path), reference));
    }
  }
}

function main(args: readonly string[]): number {
  const [command, target = '.'] = args;
  if (command !== 'build') {
    process.stderr.write('Usage: npm run -s kustomize -- build DIR\n');
    return 1;
  }
  const directory = statOf(target) ? realpathSync(target) : resolve(target);
  const tree = new DiskTree();
  tree.add(statOf(directory)?.isFile() ? dirname(directory) : directory);
  const result = build(tree.files, directory.slice(1), { root: '' });
  for (const warning of result.warnings) process.stderr.write(`${warning}\n`);
  if ('error' in result) {
    process.stderr.write(`Error: ${result.error}\n`);
    return 1;
  }
  process.stdout.write(result.output);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
