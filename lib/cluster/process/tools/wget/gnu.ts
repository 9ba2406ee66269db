import type { Invocation, Program } from '../../machine';
import { reasonOf } from '../curl/transfer';
import { parseUrl } from '../curl/url';
import { formatDate } from '../date';
import { readWget, type WgetOptions } from './options';

/** GNU wget, where an image has it. Exit codes as its manual says: 4 the network, 5 TLS, 8 the server's answer. */
export const gnuWget: Program = async (invocation) => {
  const { argv, err } = invocation;
  const asked = readWget(argv);
  if ('unknown' in asked) {
    err(
      asked.unknown === ''
        ? "wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n"
        : `wget: unrecognized option '${asked.unknown}'\nUsage: wget [OPTION]... [URL]...\n`,
    );
    return asked.unknown === '' ? 1 : 2;
  }
  let code = 0;
  for (const url of asked.urls) {
    const result = await load(invocation, asked, url);
    code ||= result;
  }
  return code;
};

async function load(
  { machine, process, out, err, cwd }: Invocation,
  asked: WgetOptions,
  url: string,
): Promise<number> {
  const target = parseUrl(url, { text: '', number: 899 });
  if ('message' in target) {
    err(`${url}: Invalid host name.\n`);
    return 1;
  }
  const { host, port, path, href, scheme } = target;
  const say = (text: string) => {
    if (!asked.quiet) err(text);
  };
  const stamp = formatDate('%F %T', machine.now());
  say(`--${stamp}--  ${href}\nResolving ${host} (${host})... `);
  const ip = machine.sockets.resolve(host)[0];
  if (ip === undefined) {
    await process.sleep(2);
    say(`failed: Name or service not known.\nwget: unable to resolve host address '${host}'\n`);
    return 4;
  }
  say(`${ip}\nConnecting to ${host} (${host})|${ip}|:${port}... `);
  const method = asked.spider ? 'HEAD' : asked.body === undefined ? 'GET' : 'POST';
  const headers = { Host: host, 'User-Agent': 'Wget/1.25.0', ...asked.headers };
  const request = { method, path, headers, body: asked.body ?? '' };
  const limits = { totalMs: asked.timeoutMs, tls: scheme === 'https' };
  const answer = await machine.sockets.request(process, host, port, request, limits);
  if (!answer.ok) {
    const { code } = answer.error;
    say(`failed: ${code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection timed out'}.\n`);
    return code.startsWith('TLS') ? 5 : 4;
  }
  const { status, body, headers: got } = answer.response;
  say(`connected.\nHTTP request sent, awaiting response... ${status} ${reasonOf(status)}\n`);
  if (status >= 400) {
    say(`${stamp} ERROR ${status}: ${reasonOf(status)}.\n\n`);
    return 8;
  }
  if (asked.spider) return 0;
  const name = asked.output ?? (path.split('?')[0]?.split('/').pop() || 'index.html');
  const shown = name === '-' ? 'STDOUT' : name;
  say(`Length: ${body.length} [${got['Content-Type'] ?? 'text/plain'}]\nSaving to: '${shown}'\n`);
  if (name === '-') {
    out(body);
    return 0;
  }
  const full = machine.files.resolvePath(cwd, name);
  if (machine.files.refuses(full)) {
    err(`${name}: Permission denied\n\nCannot write to '${name}' (Permission denied).\n`);
    return 3;
  }
  await machine.files.writeFile(full, body);
  say(`\n${stamp} (1.00 MB/s) - '${name}' saved [${body.length}/${body.length}]\n\n`);
  return 0;
}
