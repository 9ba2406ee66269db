import type { Invocation, Listener, Served } from '../machine';
import type { Signal } from '../process';

/** Runs a server until it is told to stop. `stop` may print its last words. */
export async function serveUntil(
  { process }: Invocation,
  signals: readonly Signal[],
  stop: (signal: Signal) => void = () => {},
): Promise<number> {
  return process.block<number>((wake) => {
    for (const signal of signals) {
      process.trap(signal, () => {
        stop(signal);
        wake(0);
      });
    }
  });
}

/** Listens, or answers false when the port is taken. */
export function listen({ machine, process }: Invocation, port: number, listener: Listener): boolean {
  return machine.sockets.listen(process, port, listener) === undefined;
}

export function answer(
  status: number,
  body: string,
  type: string,
  more: { [name: string]: string } = {},
): Served {
  return {
    status,
    headers: {
      ...more,
      'Content-Type': type,
      'Content-Length': String(new TextEncoder().encode(body).length),
    },
    body,
  };
}

/** A path's parts; what a query says more than once, the first time counts. */
export function splitPath(path: string): { path: string; query: Map<string, string> } {
  const [before = '', after = ''] = path.split('?');
  const query = new Map<string, string>();
  for (const pair of after.split('&').filter(Boolean)) {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    if (!query.has(name)) query.set(name, decode(at < 0 ? '' : pair.slice(at + 1)));
  }
  return { path: before, query };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** `Mon, 05 Jan 2026 09:00:00 GMT` */
export const httpDate = (time: number) => new Date(time).toUTCString();
