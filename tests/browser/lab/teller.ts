// The inside of a Web Worker: does a lesson's whole task as often as it is asked to, and posts what each left.
import { treeOf } from '@/lib/tree';
import { story } from '../../unit/lab/headless/story';

interface Asked {
  seed: number;
  times: number;
  start: { [path: string]: string };
  solution: { [path: string]: string };
}

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  const lesson = { start: treeOf(data.start), solution: treeOf(data.solution) };
  const told = new Set<string>();
  for (let i = 0; i < data.times; i++) told.add(await story(data.seed, lesson));
  self.postMessage([...told]);
};
