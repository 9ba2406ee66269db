import type { Program } from '../machine';
import { formatDate } from '../tools/date';
import { answer, httpDate, listen, serveUntil, splitPath } from './serve';

/** github.com/hashicorp/http-echo, main.go: a fixed text at every path, and `/health`. */
export const httpEcho: Program = async (invocation) => {
  const { argv, env, err, out, machine } = invocation;
  let text = env.get('ECHO_TEXT') ?? 'hello-world';
  let port = 5678;
  let status = 200;
  for (let i = 1; i < argv.length; i++) {
    const [, name, inline] = /^--?([a-z-]+)(?:=(.*))?$/s.exec(argv[i] ?? '') ?? [];
    const value = () => inline ?? argv[++i] ?? '';
    if (name === 'text') text = value();
    else if (name === 'listen') port = Number(value().split(':').pop());
    else if (name === 'status-code') status = Number(value());
    else {
      err(`flag provided but not defined: ${argv[i]}\n`);
      return 2;
    }
  }
  const log = () => `${formatDate('%Y/%m/%d %H:%M:%S', machine.now())} `;
  const listening = listen(invocation, port, {
    http: ({ path, method, headers }, { ip }) => {
      const healthy = splitPath(path).path === '/health';
      const body = healthy ? '{"status":"ok"}\n' : `${text}\n`;
      const code = healthy ? 200 : status;
      out(`${log()}${headers.Host ?? ''} ${ip}:40000 "${method} ${path} HTTP/1.1" ${code} ${body.length}\n`);
      return answer(code, body, healthy ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8', {
        'X-App-Name': 'http-echo',
        Date: httpDate(machine.now()),
      });
    },
  });
  if (!listening) return 1;
  err(`${log()}[INFO] server is listening on :${port}\n`);
  return serveUntil(invocation, ['INT', 'TERM'], () =>
    err(`${log()}[INFO] received interrupt, shutting down...\n`),
  );
};
