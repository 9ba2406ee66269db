// The inside of a Web Worker: tells the story of a cluster, or of Argo CD in it, as often as it is asked to, and posts what each left.
import { story as argocd } from '../../unit/argocd/whole/story';
import { story as cluster } from '../../unit/cluster/whole/story';

const STORIES = { cluster, argocd };

self.onmessage = async ({
  data,
}: MessageEvent<{ of: keyof typeof STORIES; seed: number; times: number }>) => {
  const told = new Set<string>();
  for (let i = 0; i < data.times; i++) told.add(await STORIES[data.of](data.seed));
  self.postMessage([...told]);
};
