import { Unread } from './syntax';
import { type Answer, type Network, type Request, requestTo } from './world';

/** One transfer of an HTTP client, with the exit status that it alone would give. */
export interface Transfer {
  request: Request;
  answer: Answer;
  exit: number;
  /** Whether this transfer's exit status decides the command's. */
  decides: boolean;
}

export interface Fetched {
  exit: number;
  out: string;
  transfers: readonly Transfer[];
}

// As `curl --help all`, 8.20: options that take a value and matter to a smoke test, and flags.
const shortValues = 'omwHXdUAebcFTxKDrtCyYzEQPuh';
const longValues = new Set(
  (
    'output max-time connect-timeout retry retry-delay retry-max-time write-out header request data data-raw ' +
    'data-binary data-urlencode json user user-agent url referer cookie cookie-jar form range proxy noproxy resolve ' +
    'connect-to cacert cert key interface dns-servers max-redirs limit-rate speed-limit speed-time dump-header ' +
    'oauth2-bearer expect100-timeout happy-eyeballs-timeout-ms stderr max-filesize'
  ).split(' '),
);
const longFlags = new Set(
  (
    'fail fail-with-body fail-early silent show-error location insecure head include verbose retry-connrefused ' +
    'retry-all-errors compressed globoff ipv4 ipv6 http1.0 http1.1 http2 http2-prior-knowledge no-progress-meter ' +
    'no-buffer progress-bar get remote-name tcp-nodelay no-keepalive raw anyauth disable post301 post302'
  ).split(' '),
);
const shortFlags: Readonly<Record<string, string>> = {
  f: 'fail',
  s: 'silent',
  S: 'show-error',
  L: 'location',
  k: 'insecure',
  I: 'head',
  i: 'include',
  v: 'verbose',
  g: 'globoff',
  '4': 'ipv4',
  '6': 'ipv6',
  '#': 'progress-bar',
  N: 'no-buffer',
  G: 'get',
  O: 'remote-name',
  q: 'disable',
  '0': 'http1.0',
};

interface Options {
  flags: Set<string>;
  urls: string[];
  outputs: string[];
  format: string;
}

function read(argv: readonly string[]): Options {
  const options: Options = { flags: new Set(), urls: [], outputs: [], format: '' };
  const value = (name: string, text: string) => {
    if (name === 'o' || name === 'output') options.outputs.push(text);
    if (name === 'w' || name === 'write-out') options.format = text;
    if (name === 'url') options.urls.push(text);
    if (name === 'X' && text === 'HEAD') options.flags.add('head');
  };
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument.startsWith('--')) {
      const name = argument.slice(2);
      if (name === 'next') throw new Unread('`curl --next`');
      if (longValues.has(name)) value(name, rest.shift() ?? '');
      else if (name.startsWith('no-') && longFlags.has(name.slice(3))) options.flags.delete(name.slice(3));
      else if (longFlags.has(name)) options.flags.add(name);
      else throw new Unread(`\`curl --${name}\``);
    } else if (argument.startsWith('-') && argument.length > 1) {
      for (let i = 1; i < argument.length; i += 1) {
        const letter = argument[i] ?? '';
        const flag = shortFlags[letter];
        if (flag) options.flags.add(flag);
        else if (shortValues.includes(letter)) {
          value(letter, argument.slice(i + 1) || (rest.shift() ?? ''));
          break;
        } else throw new Unread(`\`curl -${letter}\``);
      }
    } else options.urls.push(argument);
  }
  return options;
}

/** curl's own `{a,b}` and `[1-3]` in addresses. */
function spread(url: string): string[] {
  let urls = [url];
  for (;;) {
    const next = urls.flatMap(spreadOnce);
    if (next.length > 100) throw new Unread('so many addresses in one `curl`');
    if (next.join('\n') === urls.join('\n')) return urls;
    urls = next;
  }
}

function spreadOnce(url: string): string[] {
  const list = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(url);
  if (list) return (list[2] ?? '').split(',').map((item) => `${list[1]}${item}${list[3]}`);
  const range = /^(.*?)\[(\d+)-(\d+)\](.*)$/s.exec(url);
  if (!range) return [url];
  const [from, to] = [Number(range[2]), Math.min(Number(range[3]), Number(range[2]) + 50)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => `${range[1]}${from + i}${range[4]}`);
}

/**
 * Runs `curl` with these arguments. Exit statuses as in curl's manual: 0 for any answer, 22 for 400 and above with
 * `--fail`, 6 for a name that does not resolve, 7 for no connection, 3 for no address. With several addresses the
 * last one decides, unless `--fail-early` is given.
 */
export function curl(argv: readonly string[], network: Network): Fetched {
  const options = read(argv);
  const fails = options.flags.has('fail') || options.flags.has('fail-with-body');
  const urls = options.flags.has('globoff') ? options.urls : options.urls.flatMap(spread);
  if (urls.length === 0) return { exit: 2, out: '', transfers: [] };
  const early = options.flags.has('fail-early');
  const transfers: Transfer[] = [];
  let [out, exit] = ['', 0];
  for (const [index, url] of urls.entries()) {
    const request = requestTo(url);
    if (!request) return { exit: 3, out, transfers };
    const answer = network(request);
    exit = exitOf(answer, fails);
    transfers.push({ request, answer, exit, decides: early || index === urls.length - 1 });
    out += printed(answer, options, index, fails);
    if (early && exit !== 0) break;
  }
  return { exit, out, transfers };
}

function exitOf(answer: Answer, fails: boolean): number {
  if ('trouble' in answer) return answer.trouble === 'no-such-host' ? 6 : 7;
  return fails && answer.status >= 400 ? 22 : 0;
}

function printed(answer: Answer, { flags, outputs, format }: Options, index: number, fails: boolean): string {
  const status = 'trouble' in answer ? 0 : answer.status;
  const hidden = status === 0 || (status >= 400 && fails && !flags.has('fail-with-body'));
  const head = flags.has('head') || flags.has('include') ? `HTTP/1.1 ${status}\r\n\r\n` : '';
  const body = 'trouble' in answer || flags.has('head') ? '' : answer.body;
  const shown = hidden || outputs[index] !== undefined ? '' : head + body;
  const code = String(status).padStart(3, '0');
  return shown + format.replace(/%\{(?:http_code|response_code)\}/g, code).replace(/\\n/g, '\n');
}
