import { gzipSync } from 'node:zlib';
import { startLab } from '@/lib/lab/headless';
import { layOver, readTree } from '@/lib/lessons/server';
import { bundle } from '../browser/cluster/bundle';
import { wholeTask } from '../unit/lab/headless/story';

const RUNS = 5;
const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** How long a lesson's lab takes to be there, how long its whole task takes beside real time, and how much is loaded for it. */
export default async function bench() {
  const start = await readTree('content/week1/day6/start');
  const solution = layOver(start, await readTree('content/week1/day6/solution'));
  const ready: number[] = [];
  const task: number[] = [];
  const busy: number[] = [];
  let minutes = 0;
  let ends: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    const lab = await startLab({ lesson: 'week1/day6', start, solution });
    const there = performance.now();
    const simulated = lab.cluster.time.now();
    const used = process.cpuUsage();
    ends = await wholeTask(lab, { start, solution });
    ready.push(there - began);
    task.push(performance.now() - there);
    const { user, system } = process.cpuUsage(used);
    busy.push((user + system) / 1000);
    minutes = (lab.cluster.time.now() - simulated) / 60_000;
    lab.dispose();
  }
  const whole = median(task);
  const worker = gzipSync(await bundle('lib/lab/headless/index.ts'), { level: 9 });
  return [
    { name: 'lab ready, the first time', value: ready[0] ?? 0, unit: 'ms', ceiling: 1500 },
    { name: 'lab ready, in a warm process', value: median(ready), unit: 'ms', ceiling: 1500 },
    { name: 'the whole task, the first time', value: task[0] ?? 0, unit: 'ms', ceiling: 3000 },
    {
      name: 'the whole task, in a warm process',
      value: whole,
      unit: 'ms',
      ceiling: 3000,
      note: `${ends.length} syncs in ${minutes.toFixed(1)} simulated minutes; ${median(busy).toFixed(0)} ms of processor time`,
    },
    { name: 'faster than real time', value: (minutes * 60_000) / whole, unit: 'times', floor: 100 },
    { name: 'the whole worker, gzip', value: worker.length / 1000, unit: 'kB', ceiling: 650 },
  ];
}
