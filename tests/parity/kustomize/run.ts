import { build } from '@/lib/kustomize';
import { recordedCases, treeOfCase } from '../../unit/kustomize/recorded';
import { type Printed, printedByReal, type RealTool, realTool } from './real';
import { type RandomTree, randomTree } from './trees';

/**
 * The differential test: fresh random trees, built by this port and by the real tool; where the real tool is not
 * at hand, the recorded cases. `--seed N` makes one tree again and shows it, `--first N` starts from a seed,
 * `--count N` says how many, `--seconds N` for how long at most.
 */

function printedHere({ files, target }: RandomTree): Printed {
  const result = build(new Map(files), target);
  const { warnings } = result;
  return 'error' in result
    ? { text: result.error, failed: true, warnings }
    : { text: result.output, failed: false, warnings };
}

function difference(real: Printed, ours: Printed): string | undefined {
  if (JSON.stringify(real) === JSON.stringify(ours)) return undefined;
  if (real.text === ours.text)
    return `warnings\n  real: ${real.warnings.join('\n        ')}\n  ours: ${ours.warnings.join('\n        ')}`;
  const [a, b] = [real.text.split('\n'), ours.text.split('\n')];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const show = (lines: readonly string[]) => lines.slice(Math.max(0, at - 2), at + 4).join('\n    ');
  return `line ${at + 1}\n  real:\n    ${show(a)}\n  ours:\n    ${show(b)}`;
}

function argument(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
}

function compareRandom(tool: RealTool): boolean {
  const one = argument('seed', -1);
  const count = one >= 0 ? 1 : argument('count', 200);
  const first = one >= 0 ? one : argument('first', Math.floor(Date.now() % 1e9));
  const until = Date.now() + argument('seconds', 45) * 1000;
  let done = 0;
  let failed = 0;
  let same = 0;
  for (let seed = first; seed < first + count && Date.now() < until; seed++) {
    const tree = randomTree(seed);
    if (one >= 0) for (const [path, content] of tree.files) process.stdout.write(`=== ${path}\n${content}`);
    const real = printedByReal(tool, tree.files, tree.target);
    if (real === undefined) {
      process.stdout.write(`seed ${seed}: the real tool crashes\n`);
      continue;
    }
    const text = difference(real, printedHere(tree));
    done++;
    if (real.failed) failed++;
    if (text === undefined) same++;
    else process.stdout.write(`seed ${seed}: ${text}\n`);
  }
  process.stdout.write(
    `compared with the real tool (${tool.path}): ${same} of ${done} fresh random trees are the same (${failed} of them errors), seeds from ${first}\n`,
  );
  return done > 0 && same >= done * 0.98;
}

function replayRecorded(): boolean {
  let same = 0;
  const cases = (['cases', 'error-cases', 'found-cases'] as const).flatMap(recordedCases);
  for (const each of cases) {
    const result = build(treeOfCase(each), each.target);
    const text = 'error' in result ? result.error : result.output;
    const expected = each.expectedErrorVariants ?? [each.expectedYaml ?? each.expectedError];
    if (expected.includes(text)) same++;
    else process.stdout.write(`${each.name} differs\n`);
  }
  process.stdout.write(
    `kustomize v5.5.0 is not at hand; replayed recorded cases: ${same} of ${cases.length} are the same\n`,
  );
  return same === cases.length;
}

const tool = realTool();
process.exitCode = (tool === undefined ? replayRecorded() : compareRandom(tool)) ? 0 : 1;
