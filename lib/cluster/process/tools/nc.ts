import type { Program } from '../machine';

/**
 * `nc`, as far as scripts use it to ask whether a port is open. As busybox networking/nc_bloaty.c, which says nothing when
 * it fails unless `-v` asks for it, and OpenBSD's for GNU images.
 */
export const nc: Program = async ({ argv, process, machine, out, err, stdin }) => {
  let verbose = false;
  let scan = false;
  let waitMs: number | undefined;
  const rest: string[] = [];
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (!word.startsWith('-')) {
      rest.push(word);
      continue;
    }
    for (const letter of word.slice(1)) {
      if (letter === 'v') verbose = true;
      else if (letter === 'z') scan = true;
      else if (letter === 'w') {
        const inline = word.slice(word.indexOf('w') + 1);
        waitMs = Number(inline || argv[++i]) * 1000;
        break;
      } else if (letter === 'l') {
        err('nc: listening is not part of the lab\n');
        return 1;
      }
    }
  }
  const [host, portText] = rest;
  if (!host || !portText) {
    err('nc: missing destination port\n');
    return 1;
  }
  const port = Number(portText);
  const dialled = await machine.sockets.connect(process, host, port, waitMs);
  if (!dialled.ok) {
    const { code } = dialled.error;
    if (code === 'ENOTFOUND') err(`nc: bad address '${host}'\n`);
    else if (verbose || code === 'ETIMEDOUT') {
      const reason = code === 'ETIMEDOUT' ? 'Connection timed out' : 'Connection refused';
      if (verbose) err(`nc: ${host} (${machine.sockets.resolve(host)[0] ?? host}:${port}): ${reason}\n`);
      else err('nc: timed out\n');
    }
    return 1;
  }
  if (verbose) err(`${host} (${dialled.ip}:${port}) open\n`);
  if (scan) return 0;
  const request = /^([A-Z]+) (\S+) HTTP/.exec(stdin);
  if (request) {
    const answer = await machine.sockets.request(process, host, port, {
      method: request[1] ?? 'GET',
      path: request[2] ?? '/',
      headers: {},
      body: '',
    });
    if (answer.ok) {
      const { status, headers, body } = answer.response;
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      out(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
    }
  }
  return 0;
};
