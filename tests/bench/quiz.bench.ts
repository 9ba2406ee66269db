import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { gradeExplanation, Rubric } from '@/lib/quiz/explain';

interface Module {
  gradeExplanation: typeof gradeExplanation;
  rubric: Rubric;
}

const said = `A Job in a sync wave is part of the declarative desired state, a mangaed resource of the application, so
  Argo CD keeps comparing it with Git. A hook Job isn't tracked; it is a temporary task of the sync operation.`;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function timeOf(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median30(run: (round: number) => void): number {
  return median(Array.from({ length: 30 }, (_, round) => timeOf(() => run(round))));
}

/** The grader as the browser gets it: bundled, minified, with the rubric of day 6. */
async function bundle(folder: string): Promise<{ loaded: Module; bytes: number }> {
  const outfile = join(folder, 'grader.mjs');
  const contents = `export { gradeExplanation } from './lib/quiz/explain';
    export { rubric } from './content/week1/day6/explain';`;
  await build({
    ...{ stdin: { contents, resolveDir: process.cwd() }, outfile },
    ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', logLevel: 'silent' },
  });
  return {
    loaded: await import(pathToFileURL(outfile).href),
    bytes: gzipSync(readFileSync(outfile), { level: 9 }).length,
  };
}

/** Size of the grader's module and how long it takes. */
export default async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'quiz-bench-'));
  try {
    const { loaded, bytes } = await bundle(folder);
    const { gradeExplanation: grade, rubric } = loaded;
    const first = timeOf(() => grade(rubric, said));
    const words200 = said
      .split(/\s+/)
      .concat(...Array.from({ length: 4 }, () => said.split(/\s+/)))
      .slice(0, 200)
      .join(' ');
    const huge = `${said} `.repeat(Math.ceil(102_400 / (said.length + 1))).slice(0, 102_400);
    return [
      { name: 'grader and rubric of day 6, minified, gzip', value: bytes / 1024, unit: 'KB', ceiling: 120 },
      { name: 'first answer, with making the rubric ready', value: first, unit: 'ms' },
      {
        name: 'answer of 200 words, median of 30',
        value: median30((at) => grade(rubric, `${words200} ${at}`)),
        unit: 'ms',
        ceiling: 10,
      },
      {
        name: 'answer of 100 KB, median of 30',
        value: median30((at) => grade(rubric, `${at} ${huge}`)),
        unit: 'ms',
        ceiling: 200,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
