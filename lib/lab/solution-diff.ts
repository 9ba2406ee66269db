import { type Tree, textOf } from '@/lib/tree';
import type { Way } from './way';

/** One line of a comparison: what to take out, what to put in, what stays. */
export interface DiffLine {
  kind: 'same' | 'out' | 'in';
  text: string;
}

/** How a file would have to change; hunks carry the one-based line of the learner's file that they begin at. */
export interface FileDiff {
  path: string;
  status: 'missing' | 'changed' | 'extra';
  hunks: { line: number; lines: DiffLine[] }[];
}

const KINDS = { ' ': 'same', '-': 'out', '+': 'in' } as const;

function lineOf(raw: string): DiffLine | undefined {
  const sign = raw[0];
  if (sign !== ' ' && sign !== '-' && sign !== '+') return undefined;
  return { kind: KINDS[sign], text: raw.slice(1) };
}

/** How files differ from what they should become; those that do not are left out. */
export async function diffFiles(tree: Tree, way: Way): Promise<FileDiff[]> {
  const { structuredPatch } = await import('diff');
  const diffs: FileDiff[] = [];
  for (const [path, theirs] of [...way].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const mine = textOf(tree, path);
    if (mine === theirs) continue;
    const patch = structuredPatch(path, path, mine ?? '', theirs ?? '', '', '', { context: 3 });
    const status = mine === undefined ? 'missing' : theirs === undefined ? 'extra' : 'changed';
    const hunks = patch.hunks.map((hunk) => ({
      line: Math.max(hunk.oldStart, 1),
      lines: hunk.lines.flatMap((raw) => lineOf(raw) ?? []),
    }));
    diffs.push({ path, status, hunks });
  }
  return diffs;
}
