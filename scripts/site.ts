import { type ChildProcess, spawn } from 'node:child_process';

/** The build, served as `npm start` serves it, until `stop` is called. */
export interface Site {
  url: string;
  stop(): void;
}

/**
 * Serves out/ on a port of this machine.
 *
 * @throws when the server does not answer within ten seconds
 */
export async function serveSite(port: number): Promise<Site> {
  const server: ChildProcess = spawn(process.execPath, ['scripts/serve.mjs', '--port', String(port)], {
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return { url, stop: () => server.kill() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill();
  throw new Error(`no answer from ${url}; is there a build in out/?`);
}
