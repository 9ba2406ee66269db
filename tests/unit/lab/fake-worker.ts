import type { LabWorker, WorkerListener } from '@/lib/lab/client';
import type { Reply, Request } from '@/lib/lab/protocol';

/** A worker that does nothing but keep what it is sent; a test says what it replies. */
export interface FakeWorker extends LabWorker {
  requests: Request[];
  terminated: boolean;
  reply(reply: Reply): void;
  crash(message: string): void;
}

/** Hands out fake workers, and keeps all that were asked for. */
export function fakeWorkers() {
  const all: FakeWorker[] = [];
  const spawn = (listener: WorkerListener): LabWorker => {
    const worker: FakeWorker = {
      requests: [],
      terminated: false,
      post: (request) => worker.requests.push(request),
      terminate: () => {
        worker.terminated = true;
      },
      reply: (reply) => listener.reply(reply),
      crash: (message) => listener.crashed(message),
    };
    all.push(worker);
    return worker;
  };
  const last = (): FakeWorker => {
    const worker = all.at(-1);
    if (worker === undefined) throw new Error('no worker was asked for');
    return worker;
  };
  return { all, spawn, last };
}

/** A clock that a test moves. */
export function fakeClock() {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    schedule(milliseconds: number, callback: () => void): () => void {
      const timer = { at: now + milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(milliseconds: number) {
      const end = now + milliseconds;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = next.at;
        timers = timers.filter((other) => other !== next);
        next.callback();
      }
      now = end;
    },
  };
}
