export interface WgetOptions {
  quiet: boolean;
  spider: boolean;
  serverResponse: boolean;
  output: string | undefined;
  timeoutMs: number | undefined;
  body: string | undefined;
  headers: { [name: string]: string };
  urls: string[];
}

/** Reads the options that both wgets know. `unknown` is the option that they do not, or `''` when there is no URL. */
export function readWget(argv: readonly string[]): WgetOptions | { unknown: string } {
  const asked: WgetOptions = {
    quiet: false,
    spider: false,
    serverResponse: false,
    output: undefined,
    timeoutMs: undefined,
    body: undefined,
    headers: {},
    urls: [],
  };
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (!word.startsWith('-') || word === '-') {
      asked.urls.push(word);
      continue;
    }
    const [, long, inline] = /^--([a-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    const value = () => inline ?? argv[++i] ?? '';
    if (long === undefined) {
      const rest = letters(asked, word.slice(1), () => argv[++i] ?? '');
      if (rest !== undefined) return { unknown: rest };
    } else if (!named(asked, long, value)) return { unknown: word };
  }
  return asked.urls.length > 0 ? asked : { unknown: '' };
}

function named(asked: WgetOptions, name: string, value: () => string): boolean {
  switch (name) {
    case 'spider':
      asked.spider = true;
      return true;
    case 'quiet':
      asked.quiet = true;
      return true;
    case 'server-response':
      asked.serverResponse = true;
      return true;
    case 'header':
      header(asked, value());
      return true;
    case 'post-data':
      asked.body = value();
      return true;
    case 'timeout':
      asked.timeoutMs = Number(value()) * 1000;
      return true;
    case 'tries':
      value();
      return true;
    case 'output-document':
      asked.output = value();
      return true;
    case 'user-agent':
      asked.headers['User-Agent'] = value();
      return true;
  }
  return ['no-check-certificate', 'no-verbose', 'retry-connrefused', 'content-on-error'].includes(name);
}

function header(asked: WgetOptions, text: string): void {
  const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(text) ?? [];
  if (name) asked.headers[name] = value;
}

function letters(asked: WgetOptions, word: string, next: () => string): string | undefined {
  for (let at = 0; at < word.length; at++) {
    const letter = word[at] ?? '';
    if (letter === 'q') asked.quiet = true;
    else if (letter === 'S') asked.serverResponse = true;
    else if ('OTtUPn'.includes(letter)) {
      const text = word.slice(at + 1) || next();
      if (letter === 'O') asked.output = text;
      if (letter === 'T') asked.timeoutMs = Number(text) * 1000;
      if (letter === 'U') asked.headers['User-Agent'] = text;
      return undefined;
    } else if (letter !== 'c') return letter;
  }
  return undefined;
}
