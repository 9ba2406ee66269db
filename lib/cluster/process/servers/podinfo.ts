import type { Program } from '../machine';
import { answer, listen, serveUntil, splitPath } from './serve';

/** github.com/stefanprodan/podinfo, pkg/api/http: health that can be switched off, metrics, chosen status codes and delays. */
export const podinfo: Program = async (invocation) => {
  const { argv, env, err, out, machine } = invocation;
  const flag = (name: string) => {
    const inline = argv.find((word) => word.startsWith(`--${name}=`));
    if (inline) return inline.slice(name.length + 3);
    const at = argv.indexOf(`--${name}`);
    return at < 0 ? env.get(`PODINFO_${name.toUpperCase().replace(/-/g, '_')}`) : (argv[at + 1] ?? 'true');
  };
  const port = Number(flag('port') ?? 9898);
  let healthy = flag('unhealthy') === undefined;
  let ready = flag('unready') === undefined;
  let requests = 0;
  const json = (status: number, value: unknown) =>
    answer(status, JSON.stringify(value, null, 2), 'application/json; charset=utf-8');
  const log = (msg: string) =>
    err(
      `{"level":"info","ts":"${new Date(machine.now()).toISOString()}","caller":"podinfo/main.go","msg":"${msg}"}\n`,
    );
  const listening = listen(invocation, port, {
    http: (request) => {
      requests++;
      const { path } = splitPath(request.path);
      const [, first = '', second = ''] = path.split('/');
      switch (first) {
        case 'healthz':
          return healthy ? json(200, { status: 'OK' }) : json(503, { status: 'ERROR' });
        case 'readyz':
          if (second === 'enable' || second === 'disable') {
            ready = second === 'enable';
            return json(202, { status: 'OK' });
          }
          return ready ? json(200, { status: 'OK' }) : json(503, { status: 'ERROR' });
        case 'status':
          return json(Number(second) || 500, { status: Number(second) || 500 });
        case 'delay':
          return { ...json(200, { delay: Number(second) }), delayMs: Number(second) * 1000 };
        case 'panic':
          healthy = false;
          invocation.process.after(0, () => invocation.process.end(255));
          return { ...json(500, {}), drop: true };
        case 'env':
          return json(
            200,
            [...env].map(([name, value]) => `${name}=${value}`),
          );
        case 'metrics':
          return answer(
            200,
            '# HELP http_requests_total The total number of HTTP requests.\n# TYPE http_requests_total counter\n' +
              `http_requests_total{status="200"} ${requests}\n`,
            'text/plain; version=0.0.4; charset=utf-8',
          );
        case 'version':
          return json(200, { commit: 'unknown', version: '6.9.2' });
        case '':
          return json(200, {
            hostname: machine.hostname,
            version: '6.9.2',
            message: env.get('PODINFO_UI_MESSAGE') ?? 'greetings from podinfo v6.9.2',
            color: env.get('PODINFO_UI_COLOR') ?? '#34577c',
          });
      }
      return answer(404, '404 page not found\n', 'text/plain; charset=utf-8');
    },
  });
  if (!listening) {
    out('HTTP server crashed\n');
    return 1;
  }
  log('Starting podinfo');
  return serveUntil(invocation, ['TERM', 'INT'], () => log('Shutting down HTTP/HTTPS server'));
};
