import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { startLab } from '@/lib/lab/headless';
import { layOver, readTree } from '@/lib/lessons/server';
import { wholeTask } from '../unit/lab/headless/story';

const RUNS = 5;
const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** just-bash asks for it in `gzip` alone. */
const noZlib: Plugin = {
  name: 'no-zlib',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:zlib$/ }, ({ path }) => ({ path, namespace: 'none' }));
    onLoad({ filter: /.*/, namespace: 'none' }, () => ({
      contents: 'export const constants = {}; export const gzipSync = undefined, gunzipSync = undefined;',
    }));
  },
};

/** The whole worker: cluster, Argo CD, kustomize, Git and the lab, as a browser gets it. In kilobytes of 1000 bytes. */
async function workerSize(): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: ['lib/lab/headless/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    minify: true,
    tsconfig: 'tsconfig.json',
    plugins: [noZlib],
  });
  return gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length / 1000;
}

/** How long a lesson's lab takes to be there, how long its whole task takes beside real time, and how much is loaded for it. */
export default async function bench() {
  const start = await readTree('content/week1/day6/start');
  const solution = layOver(start, await readTree('content/week1/day6/solution'));
  const ready: number[] = [];
  const task: number[] = [];
  let minutes = 0;
  let ends: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    const lab = await startLab({ lesson: 'week1/day6', start, solution });
    const there = performance.now();
    const simulated = lab.cluster.time.now();
    ends = await wholeTask(lab, { start, solution });
    ready.push(there - began);
    task.push(performance.now() - there);
    minutes = (lab.cluster.time.now() - simulated) / 60_000;
    lab.dispose();
  }
  const whole = median(task);
  return [
    { name: 'lab ready, the first time', value: ready[0] ?? 0, unit: 'ms', ceiling: 1500 },
    { name: 'lab ready, in a warm process', value: median(ready), unit: 'ms', ceiling: 1500 },
    { name: 'the whole task, the first time', value: task[0] ?? 0, unit: 'ms', ceiling: 3000 },
    {
      name: 'the whole task, in a warm process',
      value: whole,
      unit: 'ms',
      ceiling: 3000,
      note: `${ends.length} syncs in ${minutes.toFixed(1)} simulated minutes`,
    },
    { name: 'faster than real time', value: (minutes * 60_000) / whole, unit: 'times', floor: 100 },
    { name: 'the whole worker, gzip', value: await workerSize(), unit: 'kB', ceiling: 650 },
  ];
}
