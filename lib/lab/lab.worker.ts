// The Web Worker of a lesson: all reading, diagnosing, building and checking of files happens here.
import { createEngine } from './engine';
import { createParts } from './parts';
import type { Reply, Request } from './protocol';

const receive = createEngine({
  ...createParts(),
  post: (reply: Reply) => self.postMessage(reply),
  later: (callback) => setTimeout(callback, 0),
});

self.onmessage = ({ data }: MessageEvent<Request>) => receive(data);
