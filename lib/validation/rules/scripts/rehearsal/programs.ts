import { joined, known, UNKNOWN, type Value } from './state';
import { numbers } from './words';

/** What a program comes to: its status (unknown where only the cluster knows), and what it prints. */
export interface Outcome {
  status: number | undefined;
  tainted: boolean;
  output: Value;
}

export interface Call {
  name: string;
  words: readonly Value[];
  input: Value;
  /** Whether a file was written by what failed. */
  taintedFiles: boolean;
}

/** Programs that pass on what they read. */
const PASS = new Set('cat tee head tail sort uniq tr cut rev nl base64 tac column fold less'.split(' '));
/** Programs that pack what they read, and are content with nothing. */
const PACKS = new Set('gzip pigz bzip2 xz zstd lz4'.split(' '));
const GREP = /^[ef]?grep$/;
/** Programs of the shell's neighbourhood that succeed, and whose output is theirs. */
const QUIET = new Set(
  'true : cd pwd sleep date ls env mkdir touch rm rmdir cp mv chmod chown ln apk apt apt-get yum dnf shift umask alias unalias hostname whoami id uname mktemp basename dirname command which type hash getent kill jobs disown wait stty clear uptime free df nproc tput export mkfifo unset'.split(
    ' ',
  ),
);

const ends = (status: number | undefined, output: Value, tainted = false): Outcome => ({
  status,
  output,
  tainted,
});

/** The outcome of a program that belongs to every shell's surroundings; undefined for all others. */
export function outcomeOf(call: Call): Outcome | undefined {
  const { name, words, input } = call;
  const texts = words.map(({ text }) => text ?? '');
  const files = texts.filter((text) => !text.startsWith('-')).length;
  switch (name) {
    case 'false':
      return ends(1, known(''));
    case 'echo': {
      const rest = /^-[neE]+$/.test(texts[0] ?? '') ? words.slice(1) : words;
      const said = joined(rest, ' ');
      return ends(0, said.text === undefined ? said : { ...said, text: `${said.text}\n` });
    }
    case 'printf': {
      const plain = /^%s(?:\\n)?$/.test(texts[0] ?? '') ? words.slice(1) : words;
      const { text, tainted } = joined(plain, '');
      return ends(0, {
        text: text === undefined || /%|\\[^n]/.test(text) ? undefined : `${text}\n`,
        tainted,
      });
    }
    case 'seq': {
      const [first = '', second] = texts;
      const list = numbers(second === undefined ? 1 : Number(first), Number(second ?? first));
      return ends(0, texts.length > 2 ? UNKNOWN : joined(list, '\n'));
    }
    case 'expr': {
      const [a, operator, b] = texts;
      const sum =
        operator === '+' ? Number(a) + Number(b) : operator === '-' ? Number(a) - Number(b) : undefined;
      const { tainted } = joined(words);
      return sum === undefined || Number.isNaN(sum)
        ? ends(undefined, { text: undefined, tainted }, tainted)
        : ends(sum === 0 ? 1 : 0, known(String(sum)));
    }
    case 'jq':
    case 'yq': {
      if (files > 1 || texts.includes('-n'))
        return ends(undefined, { text: undefined, tainted: call.taintedFiles }, call.taintedFiles);
      const output = input.text === '' ? input : { text: undefined, tainted: input.tainted };
      const status = texts.some((text) => /^(?:--exit-status|-[a-zA-Z]*e)/.test(text)) ? undefined : 0;
      return ends(input.text === '' || !input.tainted ? status : undefined, output, input.tainted);
    }
    case 'awk':
    case 'sed': {
      const tainted = files > 1 ? call.taintedFiles : input.tainted;
      const decides = texts.some((text) => /exit|[qQ] ?\d/.test(text));
      return ends(decides ? undefined : 0, { text: undefined, tainted }, tainted);
    }
    case 'wc':
      return ends(
        0,
        input.text === ''
          ? { text: '0', tainted: true }
          : { text: undefined, tainted: input.tainted || files > 0 },
      );
    case 'xargs':
      return undefined;
  }
  if (PACKS.has(name)) {
    const unpacks = texts.some((text) => /^(?:-[a-z]*d|--decompress|-[a-z]*t)/.test(text));
    return unpacks ? undefined : ends(0, { text: undefined, tainted: input.tainted || call.taintedFiles });
  }
  if (GREP.test(name)) return grep(call, texts, files);
  if (PASS.has(name)) {
    if (name === 'tee' || (files === 0 && texts.length === 0)) return ends(0, input);
    const reads =
      name === 'cat' ? files > 0 : files > 1 || (files === 1 && !/^-[nckdf]$/.test(texts[0] ?? ''));
    if (reads) return ends(0, { text: undefined, tainted: call.taintedFiles });
    return ends(0, input.text === '' ? input : { text: undefined, tainted: input.tainted });
  }
  if (QUIET.has(name)) return ends(0, UNKNOWN);
  return undefined;
}

/** grep finds nothing where nothing comes; of what is known, it finds plain words. */
function grep({ input, words, taintedFiles }: Call, texts: readonly string[], files: number): Outcome {
  const counts = texts.some((text) => /^(?:-[a-zA-Z]*c|--count)/.test(text));
  const quiet = texts.some((text) => /^(?:-[a-zA-Z]*q|--quiet|--silent)/.test(text));
  const option = texts.some((text) => /^-[a-zA-Z]*[efvL]|^--(?:regexp|file|invert)/.test(text));
  const { tainted: asked } = joined(words);
  if (files > 1 || (option && input.text !== ''))
    return ends(
      undefined,
      { text: quiet ? '' : undefined, tainted: taintedFiles || asked || input.tainted },
      taintedFiles || asked || input.tainted,
    );
  if (input.text === '') return ends(1, { text: counts ? '0' : '', tainted: true });
  const pattern = texts.find((text) => !text.startsWith('-')) ?? '';
  const insensitive = texts.some((text) => /^-[a-zA-Z]*i/.test(text));
  if (input.text !== undefined && /^[\w ":,{}-]+$/.test(pattern) && !asked) {
    const [whole, part] = insensitive
      ? [input.text.toLowerCase(), pattern.toLowerCase()]
      : [input.text, pattern];
    const found = whole.includes(part) && !texts.some((text) => /^-[a-zA-Z]*[wx]/.test(text));
    if (found || !whole.includes(part))
      return ends(found ? 0 : 1, { text: quiet || !found ? '' : undefined, tainted: input.tainted });
  }
  const tainted = input.tainted || asked;
  return ends(undefined, { text: quiet ? '' : undefined, tainted }, tainted);
}
