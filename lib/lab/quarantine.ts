import { type FileContent, type Tree, withFiles } from '@/lib/tree';
import type { Diagnostic } from '@/lib/validation';
import { LIMIT_MS } from './limits';

/** Files that stopped a worker. They are kept from the next one until their content changes. */
export interface Quarantine {
  add(path: string, tree: Tree): void;
  /** The tree with the held files empty; files that changed since are let go. */
  without(tree: Tree): Tree;
  /** The diagnostics with one in place of all others on each held file, which says that it was stopped. */
  mark(found: ReadonlyMap<string, readonly Diagnostic[]>): ReadonlyMap<string, readonly Diagnostic[]>;
}

const STOPPED: Diagnostic = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  severity: 1,
  code: 'check-stopped',
  message: `Checking this file took longer than ${LIMIT_MS / 1000} second and was stopped, so nothing else is said about it. Make it smaller or less deeply nested; the next change is checked again.`,
  fixes: [],
};

/** An empty quarantine. */
export function createQuarantine(): Quarantine {
  const held = new Map<string, FileContent>();
  return {
    add(path, tree) {
      const content = tree.get(path);
      if (content !== undefined) held.set(path, content);
    },
    without(tree) {
      for (const [path, content] of held) if (tree.get(path) !== content) held.delete(path);
      return held.size === 0
        ? tree
        : withFiles(
            tree,
            [...held.keys()].map((path) => [path, ''] as const),
          );
    },
    mark(found) {
      if (held.size === 0) return found;
      const marked = new Map(found);
      for (const path of held.keys()) marked.set(path, [STOPPED]);
      return marked;
    },
  };
}
