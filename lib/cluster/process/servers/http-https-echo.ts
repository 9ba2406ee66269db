import type { HttpRequest } from '../../interface';
import type { Invocation, Program, Served } from '../machine';
import { headerOf } from '../tools/curl/write-out';
import { answer, httpDate, listen, serveUntil, splitPath } from './serve';

/**
 * github.com/mendhak/docker-http-https-echo, index.js: answers every path with the request as JSON, with the status and after
 * the delay that the request asks for. `PROMETHEUS_ENABLED=true` adds real metrics at `/metrics`.
 */
export const httpHttpsEcho: Program = async (invocation) => {
  const { env, out, argv, err } = invocation;
  if (!(argv[1] ?? '').endsWith('index.js')) {
    err(`The lab's node runs only this image's own server, index.js.\n`);
    return 1;
  }
  const http = Number(env.get('HTTP_PORT') || 8080);
  const https = Number(env.get('HTTPS_PORT') || 8443);
  const counts = new Map<string, number>();
  const metricsPath = env.get('PROMETHEUS_METRICS_PATH') || '/metrics';
  const handle = (protocol: string) => (request: HttpRequest, from: { ip: string }) => {
    const { path } = splitPath(request.path);
    if (env.get('PROMETHEUS_ENABLED') === 'true' && path === metricsPath) return metrics(invocation, counts);
    const served = echo(invocation, request, from.ip, protocol);
    const key = `method="${request.method}",path="${path}",status_code="${served.status}"`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return served;
  };
  for (const [port, listener] of [
    [http, { http: handle('http') }],
    [https, { http: handle('https'), tls: true }],
  ] as const) {
    if (!listen(invocation, port, listener)) {
      err(`Error: listen EADDRINUSE: address already in use :::${port}\n`);
      return 1;
    }
  }
  out(`Listening on ports ${http} for http, and ${https} for https.\n`);
  return serveUntil(invocation, ['TERM', 'INT'], () => {
    out('Got a kill signal. Trying to exit gracefully.\n');
    out('HTTP and HTTPS servers closed. Asking process to exit.\n');
  });
};

function echo({ machine, env, out }: Invocation, request: HttpRequest, ip: string, protocol: string): Served {
  const { path, query } = splitPath(request.path);
  const headers: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value;
  const wanted = (name: string) => headerOf(request.headers, name) ?? query.get(name) ?? '';
  const status = Number.parseInt(wanted('x-set-response-status-code'), 10);
  const delay = Number.parseInt(wanted('x-set-response-delay-ms'), 10);
  const type = wanted('x-set-response-content-type');
  const said = {
    path,
    headers,
    method: request.method,
    body: request.body,
    fresh: false,
    hostname: (headers.host ?? '').replace(/:\d+$/, ''),
    ip: `::ffff:${ip}`,
    ips: [],
    protocol,
    query: Object.fromEntries(query),
    subdomains: [],
    xhr: false,
    os: { hostname: machine.hostname },
    connection: protocol === 'https' ? { servername: headers.host ?? false } : {},
  };
  const ignored = (env.get('LOG_IGNORE_PATH') ?? '').split(',').filter(Boolean);
  if (!ignored.some((pattern) => path === pattern) && env.get('DISABLE_REQUEST_LOGS') !== 'true') {
    out(`${JSON.stringify(said, null, env.get('LOG_WITHOUT_NEWLINE') ? undefined : 4)}\n`);
  }
  const quiet = env.get('ECHO_BACK_TO_CLIENT') === 'false';
  const served = answer(
    status >= 100 && status < 600 ? status : 200,
    quiet ? '' : JSON.stringify(said, null, 2),
    type || 'application/json; charset=utf-8',
    { 'X-Powered-By': 'Express', Date: httpDate(machine.now()), Connection: 'keep-alive' },
  );
  return delay > 0 ? { ...served, delayMs: delay } : served;
}

function metrics({ machine }: Invocation, counts: Map<string, number>): Served {
  const seconds = Math.floor((machine.now() - machine.startedAt) / 1000);
  const lines = [
    '# HELP process_uptime_seconds Uptime of the process in seconds.',
    '# TYPE process_uptime_seconds gauge',
    `process_uptime_seconds ${seconds}`,
    '# HELP http_request_duration_seconds duration histogram of http responses labeled with: status_code, method, path',
    '# TYPE http_request_duration_seconds histogram',
  ];
  for (const [labels, count] of counts) lines.push(`http_request_duration_seconds_count{${labels}} ${count}`);
  lines.push('# HELP up 1 = up, 0 = not up', '# TYPE up gauge', 'up 1');
  return answer(200, `${lines.join('\n')}\n`, 'text/plain; version=0.0.4; charset=utf-8');
}
