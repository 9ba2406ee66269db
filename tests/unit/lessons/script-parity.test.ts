import { execFile, execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, runContainer } from '@/lib/lessons/script';
import { scripts } from './scripts';

const hasTools = (() => {
  try {
    execFileSync('sh', ['-c', 'curl --version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
})();

const bodies: Record<string, string> = {
  '/health': '{ "path": "/health" }\n',
  '/metrics': '# HELP up\nup 1\n',
};
const worlds: { name: string; out: Record<string, number> | 'silent' }[] = [
  { name: 'all is well', out: {} },
  { name: '/health answers 500', out: { '/health': 500 } },
  { name: '/metrics answers 404', out: { '/metrics': 404 } },
  { name: 'nobody listens', out: 'silent' },
];

function answer(out: Record<string, number> | 'silent', path: string): Answer {
  if (out === 'silent') return { trouble: 'refused' };
  const status = out[path];
  return status === undefined
    ? { status: 200, body: bodies[path] ?? 'hello\n' }
    : { status, body: 'out of order\n' };
}

describe.runIf(hasTools)('the small shell ends a script as the real sh and curl do', () => {
  const servers = worlds.map(({ out }) => ({ out, port: 0, server: serverOf(out) }));

  beforeAll(async () => {
    for (const one of servers) {
      await new Promise<void>((done) => one.server.listen(0, '127.0.0.1', done));
      one.port = portOf(one.server.address());
      if (one.out === 'silent') await new Promise((done) => one.server.close(done));
    }
  });
  afterAll(() => {
    for (const { out, server } of servers) if (out !== 'silent') server.close();
  });

  test.each(Object.entries(scripts))('%s', async (_, script) => {
    const real = servers.map(({ port }) =>
      ended(script.replaceAll('http://echo-frontend', `http://127.0.0.1:${port}`)),
    );
    const ours = worlds.map(({ out }) =>
      runContainer({ argv: ['sh', '-c', script], environment: {}, files: new Map() }, ({ path }) =>
        answer(out, path),
      ),
    );
    const shown = ours.map((run) => (run.kind === 'ended' ? run.exit : run));
    expect(shown, worlds.map(({ name }) => name).join(', ')).toEqual(await Promise.all(real));
  });
});

function serverOf(out: Record<string, number> | 'silent') {
  return createServer((request, response) => {
    const found = answer(out, new URL(request.url ?? '/', 'http://x').pathname);
    if ('status' in found) response.writeHead(found.status).end(found.body);
  });
}

const portOf = (address: AddressInfo | string | null) =>
  typeof address === 'object' && address ? address.port : 0;

function ended(script: string): Promise<number> {
  return new Promise((done) => {
    const child = execFile('sh', ['-c', script], { timeout: 20_000 }, () => {});
    child.on('exit', (code) => done(code ?? -1));
  });
}
