import type { Invocation, Program } from '../../machine';
import { reasonOf } from '../curl/transfer';
import { parseUrl, type Target } from '../curl/url';
import { headerOf } from '../curl/write-out';
import { readWget, type WgetOptions } from './options';

// As busybox networking/wget.c: -T is 900 unless it is given, and 16 redirects are followed.
const TIMEOUT_MS = 900_000;
const REDIRECTS = 16;
const SYNTAX = { text: '', number: 899 };

/** busybox's `wget`: it exits 1 whatever went wrong. Messages as networking/wget.c and libbb/xconnect.c. */
export const busyboxWget: Program = async (invocation) => {
  const { argv, err } = invocation;
  const asked = readWget(argv);
  if ('unknown' in asked) {
    err(
      asked.unknown === ''
        ? USAGE
        : `wget: unrecognized option: ${asked.unknown.replace(/^-+/, '')}\n${USAGE}`,
    );
    return 1;
  }
  for (const url of asked.urls) {
    const refusal = await load(invocation, asked, url);
    if (refusal !== undefined) {
      err(`wget: ${refusal}\n`);
      return 1;
    }
  }
  return 0;
};

const USAGE =
  'BusyBox v1.37.0 multi-call binary.\n\nUsage: wget [-cqS] [--spider] [-O FILE] [-T SEC] URL...\n';

async function load(invocation: Invocation, asked: WgetOptions, url: string): Promise<string | undefined> {
  const { machine, process, err } = invocation;
  let target = parseUrl(url, SYNTAX);
  for (let redirects = 0; ; redirects++) {
    if ('message' in target) return `not an http or ftp url: ${url}`;
    const at: Target = target;
    const ip = machine.sockets.resolve(at.host)[0];
    if (ip === undefined) {
      await process.sleep(2);
      return `bad address '${at.host}'`;
    }
    const dotted = `${ip}:${at.port}`;
    if (!asked.quiet) err(`Connecting to ${at.host} (${dotted})\n`);
    const answer = await machine.sockets.request(
      process,
      at.host,
      at.port,
      {
        method: asked.spider ? 'HEAD' : asked.body === undefined ? 'GET' : 'POST',
        path: at.path,
        headers: { Host: at.host, 'User-Agent': 'Wget', ...asked.headers },
        body: asked.body ?? '',
      },
      { totalMs: asked.timeoutMs ?? TIMEOUT_MS, tls: at.scheme === 'https', insecure: true },
    );
    if (!answer.ok) return networkWords(answer.error.code, answer.connected, dotted);
    const { status, headers, body } = answer.response;
    const first = `HTTP/1.1 ${status} ${reasonOf(status)}`;
    if (asked.serverResponse) {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
      err(`  ${first}\n${lines.join('')}  \n`);
    }
    const location = headerOf(headers, 'location');
    if (status >= 300 && status < 400 && location !== undefined) {
      if (redirects === REDIRECTS) return 'too many redirections';
      target = parseUrl(new URL(location, at.href).href, SYNTAX);
      continue;
    }
    if (status < 200 || status >= 300) return `server returned error: ${first}`;
    return save(invocation, asked, at, body);
  }
}

async function save(
  { machine, out, err, cwd }: Invocation,
  asked: WgetOptions,
  at: Target,
  body: string,
): Promise<string | undefined> {
  const say = (text: string) => {
    if (!asked.quiet) err(text);
  };
  if (asked.spider) {
    say('remote file exists\n');
    return undefined;
  }
  const name = asked.output ?? (at.path.split('?')[0]?.split('/').pop() || 'index.html');
  if (name === '-') {
    say('writing to stdout\n');
    out(body);
    say(`${meter('-', body.length)}written to stdout\n`);
    return undefined;
  }
  const path = machine.files.resolvePath(cwd, name);
  const why = machine.files.refuses(path);
  if (why) return `can't open '${name}': ${why === 'EROFS' ? 'Read-only file system' : 'Permission denied'}`;
  if (asked.output === undefined && (await machine.files.exists(path))) {
    return `can't open '${name}': File exists`;
  }
  await machine.files.writeFile(path, body);
  say(`saving to '${name}'\n${meter(name, body.length)}'${name}' saved\n`);
  return undefined;
}

function meter(name: string, size: number): string {
  return `${name.slice(0, 20).padEnd(20)} 100% |${'*'.repeat(32)}| ${String(size).padStart(5)}  0:00:00 ETA\n`;
}

function networkWords(code: string, connected: boolean, dotted: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `can't connect to remote host (${dotted}): Connection refused`;
    case 'ECONNRESET':
    case 'TLS_PLAIN':
    case 'TLS_CERTIFICATE':
      return connected ? 'error getting response' : 'error getting response: Connection reset by peer';
  }
  return 'download timed out';
}
