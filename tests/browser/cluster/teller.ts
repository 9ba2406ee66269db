// The inside of a Web Worker: tells the story of a cluster as often as it is asked to, and posts what each left.
import { story } from '../../unit/cluster/whole/story';

self.onmessage = async ({ data }: MessageEvent<{ seed: number; times: number }>) => {
  const told = new Set<string>();
  for (let i = 0; i < data.times; i++) told.add(await story(data.seed));
  self.postMessage([...told]);
};
