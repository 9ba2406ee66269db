import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileContent, Tree } from '@/lib/tree';
import { isYamlPath, KUSTOMIZATION_NAMES } from '../engine/file';

const SKIPPED = new Set(['node_modules', '.git', '.next', 'out']);
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface Loaded {
  tree: Tree;
  /** The tree's root on disk, as a prefix for paths: relative to where the command runs. */
  prefix: string;
  /** The same as it is printed: absolute if the path was given so. */
  shown: string;
  wanted: (path: string) => boolean;
}

/**
 * Reads what a path on disk stands for: the file or folder, and the folders above it that its kustomizations refer to.
 *
 * @throws the system's error when the path cannot be read.
 */
export function load(target: string): Loaded {
  const isFile = statSync(target).isFile();
  let root = isFile ? path.dirname(target) : target;
  for (let round = 0; round < 4; round++) {
    const up = reachAbove(root);
    if (up === 0) break;
    root = path.join(root, ...Array.from({ length: up }, () => '..'));
  }
  const tree = new Map<string, FileContent>();
  read(root, '', tree);
  const own = path.relative(root, target).split(path.sep).join('/');
  const wanted = (file: string) => (isFile ? file === own : own === '' || file.startsWith(`${own}/`));
  const prefix = asPrefix(path.relative(process.cwd(), root));
  return { tree, prefix, shown: path.isAbsolute(target) ? asPrefix(path.resolve(root)) : prefix, wanted };
}

function asPrefix(folder: string): string {
  return folder === '' ? '' : `${folder.split(path.sep).join('/')}/`;
}

function read(root: string, folder: string, tree: Map<string, FileContent>) {
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
  for (const entry of entries) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) read(root, name, tree);
    else if (entry.isFile()) tree.set(name, contentOf(path.join(root, name)));
  }
}

/** More than any file that a kustomization reads; of what is larger only that it exists matters. */
const LARGEST_READ = 1_000_000;

function contentOf(file: string): FileContent {
  if (!isYamlPath(file) && statSync(file).size > LARGEST_READ) return '';
  const bytes = readFileSync(file);
  try {
    return UTF8.decode(bytes);
  } catch {
    return bytes;
  }
}

/** How many folders above a root its kustomizations reach with `../`. */
function reachAbove(root: string): number {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  let most = 0;
  for (const entry of entries) {
    if (!entry.isFile() || !KUSTOMIZATION_NAMES.includes(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const parts = path.relative(root, file).split(path.sep);
    if (parts.some((part) => SKIPPED.has(part))) continue;
    const text = readFileSync(file, 'utf8');
    for (const [reference] of text.matchAll(/(?:\.\.\/)+(?:\.\.)?|(?<=\s)\.\.(?=\s)/g))
      most = Math.max(most, (reference.match(/\.\./g)?.length ?? 0) - (parts.length - 1));
  }
  return most;
}
