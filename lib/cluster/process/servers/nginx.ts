import type { HttpRequest } from '../../interface';
import type { Invocation, Program, Served } from '../machine';
import { formatDate } from '../tools/date';
import { answer, httpDate, listen, serveUntil, splitPath } from './serve';

const CONFIG = '/etc/nginx/conf.d/default.conf';
const ROOT = '/usr/share/nginx/html';
const CACHE = '/var/cache/nginx/client_temp';

interface Config {
  ports: number[];
  root: string;
  /** Path prefix to `return`. */
  returns: { path: string; exact: boolean; status: number; text: string }[];
}

/**
 * nginx with the configuration of its image, or with the `listen`, `root` and `location ... return` of one that is mounted
 * over it. Failures at start as src/core/ngx_connection.c and src/core/ngx_file.c say them.
 */
export const nginx: Program = async (invocation) => {
  const { argv, out, err, machine } = invocation;
  if (argv[0]?.endsWith('docker-entrypoint.sh')) {
    const command = argv.slice(1);
    if (command[0] !== 'nginx' && command[0] !== 'nginx-debug') {
      const found = await machine.find(command, invocation.env, invocation.cwd);
      if (found.ok) return found.program({ ...invocation, argv: found.argv });
      err(`/docker-entrypoint.sh: exec: line 47: ${command[0]}: not found\n`);
      return 127;
    }
    await entryPoint(invocation);
  }
  const emerg = (words: string) => {
    err(`${stamp(invocation)} [emerg] 1#1: ${words}\nnginx: [emerg] ${words}\n`);
    return 1;
  };
  if (machine.uid !== 0 && machine.image.user === '') {
    const words =
      'the "user" directive makes sense only if the master process runs with super-user privileges';
    err(`${stamp(invocation)} [warn] 1#1: ${words}, ignored in /etc/nginx/nginx.conf:2\n`);
    err(`nginx: [warn] ${words}, ignored in /etc/nginx/nginx.conf:2\n`);
  }
  const temporary = machine.image.user === '' ? CACHE : '/tmp/client_temp';
  const why = machine.files.refuses(temporary);
  if (why) {
    const reason = why === 'EROFS' ? '30: Read-only file system' : '13: Permission denied';
    return emerg(`mkdir() "${temporary}" failed (${reason})`);
  }
  if (machine.uid === 0 && machine.powerless) {
    return emerg(`chown("${CACHE}", 101) failed (1: Operation not permitted)`);
  }
  const config = await readConfig(invocation);
  for (const port of config.ports) {
    const taken = !listen(invocation, port, {
      http: (request, { ip }) => serve(invocation, config, request, ip),
    });
    if (taken) return emerg(`bind() to 0.0.0.0:${port} failed (98: Address in use)`);
  }
  const version = machine.image.version ?? '1.29.1';
  for (const words of ['using the "epoll" event method', `nginx/${version}`, 'start worker processes']) {
    err(`${stamp(invocation)} [notice] 1#1: ${words}\n`);
  }
  return serveUntil(invocation, ['TERM', 'QUIT', 'INT'], (signal) => {
    const how = signal === 'QUIT' ? 'SIGQUIT' : `SIG${signal}`;
    out(
      `${stamp(invocation)} [notice] 1#1: signal ${signal === 'QUIT' ? 3 : 15} (${how}) received, exiting\n`,
    );
  });
};

const stamp = ({ machine }: Invocation) => formatDate('%Y/%m/%d %H:%M:%S', machine.now());

async function entryPoint({ out, machine }: Invocation): Promise<void> {
  const name = '/docker-entrypoint.sh';
  out(`${name}: /docker-entrypoint.d/ is not empty, will attempt to perform configuration\n`);
  out(`${name}: Looking for shell scripts in /docker-entrypoint.d/\n`);
  out(`${name}: Launching /docker-entrypoint.d/10-listen-on-ipv6-by-default.sh\n`);
  if (machine.files.refuses(CONFIG)) {
    out(`10-listen-on-ipv6-by-default.sh: info: can not modify ${CONFIG} (read-only file system?)\n`);
  } else {
    out(`10-listen-on-ipv6-by-default.sh: info: Getting the checksum of ${CONFIG}\n`);
    out(`10-listen-on-ipv6-by-default.sh: info: Enabled listen on IPv6 in ${CONFIG}\n`);
  }
  out(`${name}: Sourcing /docker-entrypoint.d/15-local-resolvers.envsh\n`);
  out(`${name}: Launching /docker-entrypoint.d/20-envsubst-on-templates.sh\n`);
  out(`${name}: Launching /docker-entrypoint.d/30-tune-worker-processes.sh\n`);
  out(`${name}: Configuration complete; ready for start up\n`);
}

async function readConfig({ machine }: Invocation): Promise<Config> {
  const { files, image } = machine;
  const config: Config = { ports: [], root: ROOT, returns: [] };
  const folder = CONFIG.slice(0, CONFIG.lastIndexOf('/'));
  const names = (await files.exists(folder)) ? await files.readdir(folder) : [];
  for (const name of names.filter((one) => one.endsWith('.conf'))) {
    const text = (await files.readFile(`${folder}/${name}`)).replace(/#.*$/gm, '');
    for (const [, port] of text.matchAll(/\blisten\s+(?:[\d.*]+:)?(\d+)/g)) config.ports.push(Number(port));
    config.root = /\broot\s+([^;\s]+)/.exec(text)?.[1] ?? config.root;
    for (const [, exact, path = '', body = ''] of text.matchAll(
      /location\s+(=\s*)?([^\s{]+)\s*\{([^}]*)\}/g,
    )) {
      const given = /\breturn\s+(\d{3})(?:\s+(?:"([^"]*)"|'([^']*)'|([^;\s]+)))?/.exec(body);
      if (!given) continue;
      const said = given[2] ?? given[3] ?? given[4] ?? '';
      config.returns.push({
        path,
        exact: exact !== undefined,
        status: Number(given[1]),
        text: said.replace(/\\n/g, '\n'),
      });
    }
  }
  if (config.ports.length === 0) config.ports = [...image.ports];
  config.ports = [...new Set(config.ports)];
  return config;
}

async function serve(
  invocation: Invocation,
  config: Config,
  request: HttpRequest,
  ip: string,
): Promise<Served> {
  const { machine, out } = invocation;
  const { path } = splitPath(request.path);
  const served = await answerTo(invocation, config, path);
  const date = formatDate('%d/%b/%Y:%H:%M:%S +0000', machine.now());
  const agent = request.headers['User-Agent'] ?? '-';
  out(
    `${ip} - - [${date}] "${request.method} ${request.path} HTTP/1.1" ${served.status} ${served.body.length} "-" "${agent}" "-"\n`,
  );
  return served;
}

async function answerTo({ machine, err }: Invocation, config: Config, path: string): Promise<Served> {
  const head = {
    Server: `nginx/${machine.image.version ?? '1.29.1'}`,
    Date: httpDate(machine.now()),
    Connection: 'keep-alive',
  };
  const given = config.returns.find((rule) => (rule.exact ? path === rule.path : path.startsWith(rule.path)));
  if (given) {
    const moved = given.status >= 300 && given.status < 400;
    return answer(given.status, given.text, 'text/plain', moved ? { ...head, Location: given.text } : head);
  }
  const file = `${config.root}${path.endsWith('/') ? `${path}index.html` : path}`;
  if ((await machine.files.exists(file)) && !(await machine.files.stat(file)).isDirectory) {
    return answer(200, await machine.files.readFile(file), typeOf(file), head);
  }
  if (path === '/' && config.root === ROOT && !(await machine.files.exists(ROOT))) {
    return answer(200, WELCOME, 'text/html', head);
  }
  err(
    `${formatDate('%Y/%m/%d %H:%M:%S', machine.now())} [error] 29#29: *1 open() "${file}" failed (2: No such file or directory)\n`,
  );
  const version = machine.image.version ?? '1.29.1';
  return answer(
    404,
    `<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`,
    'text/html',
    head,
  );
}

function typeOf(file: string): string {
  const ending = file.slice(file.lastIndexOf('.') + 1);
  const types: { [ending: string]: string } = {
    html: 'text/html',
    txt: 'text/plain',
    json: 'application/json',
    css: 'text/css',
    js: 'application/javascript',
  };
  return types[ending] ?? 'application/octet-stream';
}

/** The lab's own short form of nginx's page. */
const WELCOME =
  '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n';
