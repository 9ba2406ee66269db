import type { HttpRequest } from '../../interface';
import type { Invocation, Program, Served } from '../machine';
import { formatDate } from '../tools/date';
import { answer, listen, splitPath } from './serve';

/** github.com/traefik/whoami, app.go: says who it is; `/health` answers the status that was last posted to it. */
export const whoami: Program = async (invocation) => {
  const { argv, env, err, out, machine, process } = invocation;
  let port = Number(env.get('WHOAMI_PORT_NUMBER') || 80);
  let name = env.get('WHOAMI_NAME') ?? '';
  for (let i = 1; i < argv.length; i++) {
    const [, flag, inline] = /^--?([a-z-]+)(?:=(.*))?$/s.exec(argv[i] ?? '') ?? [];
    if (flag === 'port') port = Number(inline ?? argv[++i]);
    else if (flag === 'name') name = inline ?? argv[++i] ?? '';
    else if (flag !== 'verbose') {
      err(`flag provided but not defined: ${argv[i]}\n`);
      return 2;
    }
  }
  let health = 200;
  err(`${formatDate('%Y/%m/%d %H:%M:%S', machine.now())} Starting up on port ${port}\n`);
  const listening = listen(invocation, port, {
    http: (request, { ip }) => {
      const { path, query } = splitPath(request.path);
      if (path === '/health') {
        if (request.method !== 'POST') return answer(health, '', 'text/plain');
        const asked = Number(request.body);
        if (!Number.isInteger(asked)) return answer(400, 'invalid character\n', 'text/plain; charset=utf-8');
        health = asked;
        out(`Update health check status code [${asked}]\n`);
        return answer(200, '', 'text/plain');
      }
      return who(invocation, request, ip, name, query.get('wait'));
    },
  });
  if (!listening) return 1;
  // A Go program without a handler: as the first process of its container, it does nothing at SIGTERM but Go's runtime exits.
  return process.block<number>((wake) => {
    for (const signal of ['TERM', 'INT'] as const)
      process.trap(signal, () => wake(signal === 'TERM' ? 143 : 2));
  });
};

function who(
  { machine }: Invocation,
  request: HttpRequest,
  ip: string,
  name: string,
  wait: string | undefined,
): Served {
  const headers = Object.entries(request.headers).filter(([key]) => key !== 'Host');
  const lines = [
    ...(name ? [`Name: ${name}`] : []),
    `Hostname: ${machine.hostname}`,
    'IP: 127.0.0.1',
    `IP: ${machine.sockets.ip}`,
    `RemoteAddr: ${ip}:40000`,
    `${request.method} ${request.path} HTTP/1.1`,
    `Host: ${request.headers.Host ?? ''}`,
    ...headers.map(([key, value]) => `${key}: ${value}`),
    '',
    '',
  ];
  const served = answer(200, lines.join('\n'), 'text/plain; charset=utf-8');
  const seconds = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(wait ?? '');
  if (!seconds) return served;
  const unit = { ms: 1, s: 1000, m: 60_000 }[seconds[2] ?? 's'] ?? 1000;
  return { ...served, delayMs: Number(seconds[1]) * unit };
}
