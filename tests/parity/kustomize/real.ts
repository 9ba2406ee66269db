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

/**
 * The binary to compare with: kubectl, or the plain one that lies beside a dispatcher, when it embeds
 * kustomize v5.5.0; undefined elsewhere.
 */
export function realTool(): string | undefined {
  try {
    const found = realpathSync(execFileSync('which', ['kubectl'], { encoding: 'utf8' }).trim());
    const beside = readdirSync(dirname(found)).filter((name) => name.startsWith('kubectl'));
    const paths = [found, ...beside.map((name) => join(dirname(found), name))];
    return paths.find((path) => {
      const { stdout } = spawnSync(path, ['version', '--client'], { encoding: 'utf8' });
      const plain = spawnSync(path, ['kustomize', '/nonexistent'], { encoding: 'utf8' }).stderr;
      return stdout?.includes('Kustomize Version: v5.5.0') && plain?.startsWith('error: ');
    });
  } catch {
    return undefined;
  }
}

const normalize = (text: string, root: string): string =>
  text.replaceAll(root, '<ROOT>').replace(/0xc[0-9a-f]{6,}/g, '0xPTR');

/** Builds a tree with the real tool, in a folder of its own. */
export function printedByReal(tool: string, files: ReadonlyMap<string, string>, target: string): Printed {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'parity-')));
  try {
    for (const [path, text] of files) {
      const full = join(root, path);
      if (!existsSync(dirname(full))) mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
    const { status, stdout, stderr } = spawnSync(tool, ['kustomize', join(root, target)], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const lines = stderr.split('\n');
    const at = lines.findIndex((line) => line.startsWith('error: '));
    const warnings = (at < 0 ? lines : lines.slice(0, at))
      .filter((line) => line !== '')
      .map((line) =>
        normalize(line, root)
          .replace(/^I\d{4} [\d:.]+ +\d+ log\.go:\d+\] /, '')
          .replace(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d /, '')
          // Go walks through its maps in another order each time.
          .replace(
            /^(well-defined vars that were never replaced: )(.*)$/,
            (_, text: string, names: string) => text + names.split(',').sort().join(','),
          ),
      );
    const error = lines
      .slice(Math.max(at, 0))
      .join('\n')
      .replace(/^error: /, '')
      .replace(/\n+$/, '');
    const failed = status !== 0;
    return { text: failed ? normalize(error, root) : stdout, failed, warnings };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
