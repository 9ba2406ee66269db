import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LineCounter, parseAllDocuments } from 'yaml';
import type { PlacedObject, Workspace } from '@/lib/lessons';
import { type Tree, textOf } from '@/lib/tree';

/** Whether the real kustomize is at hand, as `kubectl kustomize`. */
export const hasKubectl = (() => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
})();

function objectsOf(file: string, text: string): PlacedObject[] {
  const lines = new LineCounter();
  return parseAllDocuments(text, { lineCounter: lines }).flatMap((document) => {
    if (!('errors' in document) || document.errors.length > 0) return [];
    const value: unknown = document.toJS();
    if (typeof value !== 'object' || value === null) return [];
    const line = lines.linePos(document.contents?.range?.[0] ?? 0).line;
    return [{ path: file, line, value: Object.fromEntries(Object.entries(value)) }];
  });
}

/** Runs the real `kubectl kustomize` over a directory of a tree, in a temporary folder. */
export function kubectlKustomize(tree: Tree, directory: string): { text: string } | { error: string } {
  const root = mkdtempSync(path.join(tmpdir(), 'content-'));
  try {
    for (const [file, content] of tree) {
      const target = path.join(root, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    return {
      text: execFileSync('kubectl', ['kustomize', directory], { cwd: root, encoding: 'utf8', stdio: 'pipe' }),
    };
  } catch (error) {
    if (error instanceof Error && 'stderr' in error) return { error: String(error.stderr) };
    throw error;
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A workspace over the real kustomize, for tests only; each directory is built once. */
export function workspaceOf(tree: Tree): Workspace {
  const builds = new Map<string, ReturnType<Workspace['build']>>();
  return {
    tree,
    objects: (file) => objectsOf(file, textOf(tree, file) ?? ''),
    build(directory) {
      const known = builds.get(directory);
      if (known) return known;
      const built = kubectlKustomize(tree, directory);
      const result = 'text' in built ? { objects: objectsOf(directory, built.text) } : built;
      builds.set(directory, result);
      return result;
    },
  };
}
