import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a build printed: output or error, and warnings. Machine-dependent parts are named. */
export interface Printed {
  readonly text: string;
  readonly failed: boolean;
  readonly warnings: readonly string[];
}

/** A binary that has kustomize v5.5.0 in it, and its command that builds. */
export interface RealTool {
  readonly path: string;
  readonly command: 'kustomize' | 'build';
}

function pathOf(name: string): string | undefined {
  try {
    return realpathSync(execFileSync('which', [name], { encoding: 'utf8', stdio: 'pipe' }).trim());
  } catch {
    return undefined;
  }
}

const outputOf = (path: string, ...args: string[]) => spawnSync(path, args, { encoding: 'utf8' });

/** kubectl, or the plain one that lies beside a dispatcher, which wraps what it prints. */
function kubectl(): string | undefined {
  const found = pathOf('kubectl');
  if (found === undefined) return undefined;
  const beside = readdirSync(dirname(found)).filter((name) => name.startsWith('kubectl'));
  const paths = [found, ...beside.map((name) => join(dirname(found), name))];
  return paths.find(
    (path) =>
      outputOf(path, 'version', '--client').stdout?.includes('Kustomize Version: v5.5.0') &&
      outputOf(path, 'kustomize', '/nonexistent').stderr?.startsWith('error: '),
  );
}

/** The binary to compare with; undefined where none of this version is at hand. */
export function realTool(): RealTool | undefined {
  const plain = pathOf('kustomize');
  if (plain !== undefined && outputOf(plain, 'version').stdout?.startsWith('v5.5.0')) {
    return { path: plain, command: 'build' };
  }
  const path = kubectl();
  return path === undefined ? undefined : { path, command: 'kustomize' };
}

/** Go walks through its maps in another order each time. */
const sortedNames = (_: string, before: string, names: string): string =>
  before + names.split(',').sort().join(',');

/** Leaves out what differs from run to run, and from machine to machine. */
const normalize = (text: string, root: string): string =>
  text
    .replaceAll(root, '<ROOT>')
    .replace(/0xc[0-9a-f]{6,}/g, '0xPTR')
    .replaceAll('kustomize-v5.5.0', 'kustomize-(devel)')
    .replace(/^I\d{4} [\d:.]+ +\d+ log\.go:\d+\] /, '')
    .replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /, '')
    .replace(/^(well-defined vars that were never replaced: )(.*)$/, sortedNames);

/** Builds a tree with the real tool, in a folder of its own; undefined where that crashes. */
export function printedByReal(
  tool: RealTool,
  files: ReadonlyMap<string, string>,
  target: string,
): Printed | undefined {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'parity-')));
  try {
    for (const [path, text] of files) {
      const full = join(root, path);
      if (!existsSync(dirname(full))) mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
    const { status, stdout, stderr } = spawnSync(tool.path, [tool.command, join(root, target)], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (/^panic: /m.test(stderr)) return undefined;
    const lines = stderr.split('\n');
    const at = lines.findIndex((line) => /^error: /i.test(line));
    const warnings = (at < 0 ? lines : lines.slice(0, at))
      .filter((line) => line !== '')
      .map((line) => normalize(line, root));
    const error = lines
      .slice(Math.max(at, 0))
      .join('\n')
      .replace(/^error: /i, '')
      .replace(/\n+$/, '');
    const failed = status !== 0;
    return { text: normalize(failed ? error : stdout, root), failed, warnings };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
