/** What curl was asked. Times are in ms; undefined where nothing was said. */
export interface CurlOptions {
  urls: string[];
  fail: boolean;
  failWithBody: boolean;
  failEarly: boolean;
  silent: boolean;
  showError: boolean;
  include: boolean;
  head: boolean;
  location: boolean;
  insecure: boolean;
  verbose: boolean;
  noProgress: boolean;
  progressBar: boolean;
  get: boolean;
  outputs: (string | 'remote')[];
  writeOut: string;
  maxTimeMs: number | undefined;
  connectTimeoutMs: number | undefined;
  retry: number;
  retryDelayMs: number | undefined;
  retryMaxMs: number | undefined;
  retryConnRefused: boolean;
  retryAllErrors: boolean;
  method: string | undefined;
  data: string[];
  headers: string[];
  user: string | undefined;
  userAgent: string | undefined;
  maxRedirects: number;
  dumpHeader: string | undefined;
  resolve: string[];
  createDirs: boolean;
  version: boolean;
  help: boolean;
}

type Setter = (options: CurlOptions, value: string) => void;

const on = (
  field: keyof { [K in keyof CurlOptions as CurlOptions[K] extends boolean ? K : never]: 1 },
): Setter => {
  return (options) => {
    options[field] = true;
  };
};
const nothing: Setter = () => {};
const seconds = (text: string) => Math.round(Number(text) * 1000);

const ms = (field: 'maxTimeMs' | 'connectTimeoutMs' | 'retryDelayMs' | 'retryMaxMs'): Setter => {
  return (options, value) => {
    options[field] = seconds(value);
  };
};
const count = (field: 'retry' | 'maxRedirects'): Setter => {
  return (options, value) => {
    options[field] = Number(value);
  };
};
const text = (field: 'writeOut' | 'method' | 'user' | 'userAgent' | 'dumpHeader'): Setter => {
  return (options, value) => {
    options[field] = value;
  };
};

const json: Setter = (options, value) => {
  options.data.push(value);
  options.headers.push('Content-Type: application/json', 'Accept: application/json');
};

/** Options without a value: long name, letter, what it sets. */
const SWITCHES: readonly [string, string, Setter][] = [
  ['fail', 'f', on('fail')],
  ['fail-with-body', '', on('failWithBody')],
  ['fail-early', '', on('failEarly')],
  ['silent', 's', on('silent')],
  ['show-error', 'S', on('showError')],
  ['include', 'i', on('include')],
  ['show-headers', '', on('include')],
  ['head', 'I', on('head')],
  ['location', 'L', on('location')],
  ['insecure', 'k', on('insecure')],
  ['verbose', 'v', on('verbose')],
  ['get', 'G', on('get')],
  ['no-progress-meter', '', on('noProgress')],
  ['progress-bar', '#', on('progressBar')],
  ['remote-name', 'O', (options) => options.outputs.push('remote')],
  ['retry-connrefused', '', on('retryConnRefused')],
  ['retry-all-errors', '', on('retryAllErrors')],
  ['create-dirs', '', on('createDirs')],
  ['version', 'V', on('version')],
  ['help', 'h', on('help')],
  ['compressed', '', nothing],
  ['globoff', 'g', nothing],
  ['http1.1', '', nothing],
  ['http1.0', '0', nothing],
  ['http2', '', nothing],
  ['ipv4', '4', nothing],
  ['ipv6', '6', nothing],
  ['no-buffer', 'N', nothing],
  ['disable', 'q', nothing],
  ['path-as-is', '', nothing],
  ['remote-header-name', 'J', nothing],
  ['no-keepalive', '', nothing],
  ['tcp-nodelay', '', nothing],
];

const VALUES: readonly [string, string, Setter][] = [
  ['output', 'o', (o, value) => o.outputs.push(value)],
  ['write-out', 'w', text('writeOut')],
  ['max-time', 'm', ms('maxTimeMs')],
  ['connect-timeout', '', ms('connectTimeoutMs')],
  ['retry', '', count('retry')],
  ['retry-delay', '', ms('retryDelayMs')],
  ['retry-max-time', '', ms('retryMaxMs')],
  ['request', 'X', text('method')],
  ['data', 'd', (o, value) => o.data.push(value)],
  ['data-raw', '', (o, value) => o.data.push(value)],
  ['data-binary', '', (o, value) => o.data.push(value)],
  ['data-ascii', '', (o, value) => o.data.push(value)],
  ['data-urlencode', '', (o, value) => o.data.push(urlencode(value))],
  ['json', '', json],
  ['header', 'H', (o, value) => o.headers.push(value)],
  ['user', 'u', text('user')],
  ['user-agent', 'A', text('userAgent')],
  ['referer', 'e', (o, value) => o.headers.push(`Referer: ${value}`)],
  ['cookie', 'b', (o, value) => o.headers.push(`Cookie: ${value}`)],
  ['url', '', (o, value) => o.urls.push(value)],
  ['max-redirs', '', count('maxRedirects')],
  ['dump-header', 'D', text('dumpHeader')],
  ['resolve', '', (o, value) => o.resolve.push(value)],
  ['cacert', '', nothing],
  ['cert', 'E', nothing],
  ['key', '', nothing],
  ['proxy', 'x', nothing],
  ['noproxy', '', nothing],
  ['interface', '', nothing],
  ['limit-rate', '', nothing],
  ['cookie-jar', 'c', nothing],
  ['range', 'r', nothing],
];

const NUMERIC = new Set([
  'max-time',
  'connect-timeout',
  'retry',
  'retry-delay',
  'retry-max-time',
  'max-redirs',
]);

function urlencode(value: string): string {
  const at = value.indexOf('=');
  return at < 0
    ? encodeURIComponent(value)
    : `${at > 0 ? `${value.slice(0, at)}=` : ''}${encodeURIComponent(value.slice(at + 1))}`;
}

/** Reads curl's arguments as src/tool_getparam.c does; the text is the refusal, without curl's name. */
export function parseCurl(args: readonly string[]): CurlOptions | { refusal: string } {
  const options: CurlOptions = {
    urls: [],
    fail: false,
    failWithBody: false,
    failEarly: false,
    silent: false,
    showError: false,
    include: false,
    head: false,
    location: false,
    insecure: false,
    verbose: false,
    noProgress: false,
    progressBar: false,
    get: false,
    outputs: [],
    writeOut: '',
    maxTimeMs: undefined,
    connectTimeoutMs: undefined,
    retry: 0,
    retryDelayMs: undefined,
    retryMaxMs: undefined,
    retryConnRefused: false,
    retryAllErrors: false,
    method: undefined,
    data: [],
    headers: [],
    user: undefined,
    userAgent: undefined,
    maxRedirects: 50,
    dumpHeader: undefined,
    resolve: [],
    createDirs: false,
    version: false,
    help: false,
  };
  let plain = false;
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    if (plain || !word.startsWith('-') || word === '-') {
      options.urls.push(word);
    } else if (word === '--') {
      plain = true;
    } else if (word.startsWith('--')) {
      const name = word.slice(2);
      const flag = SWITCHES.find(([long]) => long === name || `no-${long}` === name);
      const valued = VALUES.find(([long]) => long === name);
      if (flag) {
        if (flag[0] === name) flag[2](options, '');
      } else if (valued) {
        const refusal = setValue(options, valued, word, args[++i]);
        if (refusal) return { refusal };
      } else return { refusal: `option ${word}: is unknown` };
    } else {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] ?? '';
        const flag = SWITCHES.find(([, short]) => short === letter);
        const valued = VALUES.find(([, short]) => short === letter);
        if (flag) flag[2](options, '');
        else if (valued) {
          const rest = word.slice(at + 1);
          const refusal = setValue(options, valued, word, rest === '' ? args[++i] : rest);
          if (refusal) return { refusal };
          break;
        } else return { refusal: `option ${word}: is unknown` };
      }
    }
  }
  return options;
}

function setValue(
  options: CurlOptions,
  [long, , set]: readonly [string, string, Setter],
  word: string,
  value: string | undefined,
): string | undefined {
  if (value === undefined) return `option ${word}: requires parameter`;
  if (NUMERIC.has(long) && !/^\d+(?:\.\d+)?$/.test(value)) {
    return `option ${word}: expected a proper numerical parameter`;
  }
  set(options, value);
  return undefined;
}
