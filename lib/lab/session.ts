import { createClient, type LabClient, type LabWorker, type WorkerListener } from './client';
import type { Reply } from './protocol';
import type { Lab } from './store';

function spawnWorker(listener: WorkerListener): LabWorker {
  const worker = new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module', name: 'lab' });
  worker.onmessage = ({ data }: MessageEvent<Reply>) => listener.reply(data);
  worker.onerror = (event) => listener.crashed(event.message || 'The checker could not be loaded.');
  return {
    post: (request) => worker.postMessage(request),
    terminate: () => worker.terminate(),
  };
}

function schedule(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
}

/** Starts the worker for a lesson and keeps the store and it in step, until `close`. The browser is met here. */
export function startSession(lab: Lab, lesson: string): LabClient {
  const client = createClient({
    lesson,
    spawn: spawnWorker,
    schedule,
    onDiagnosed: lab.diagnosed,
    onChecked: lab.checked,
    onFailed: lab.failed,
  });
  client.sync(lab.getState().tree);
  const unsubscribe = lab.subscribe((state, before) => {
    if (state.tree !== before.tree) client.sync(state.tree);
  });
  return {
    ...client,
    close() {
      unsubscribe();
      client.close();
    },
  };
}
