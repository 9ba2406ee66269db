import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Tree } from '@/lib/tree';

/** Whether the real kustomize is at hand, as `kubectl kustomize`. */
export const hasKubectl = (() => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
})();

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
