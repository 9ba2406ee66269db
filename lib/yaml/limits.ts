import type { YamlProblem } from './problem';

/** The longest text that is read, in UTF-16 code units. Kubernetes' own store refuses an object of 1.5 MB. */
export const LONGEST_TEXT = 1_048_576;
/** The deepest nesting that is read. A Pod template reaches about 15. */
export const DEEPEST_NESTING = 200;
/** How many tokens are read; 20,000 lines of manifests have about 140,000. */
export const MOST_TOKENS = 250_000;
/** How many nodes the aliases of one file may stand for. */
export const MOST_EXPANDED_NODES = 1_000_000;

/** What keeps a text from being read at all: its size, or a character that YAML does not allow. */
export function refuse(text: string): YamlProblem | undefined {
  if (text.length > LONGEST_TEXT) {
    const size = (text.length / LONGEST_TEXT).toFixed(1);
    return {
      code: 'yaml-limit',
      start: 0,
      end: Math.min(text.length, 1),
      message: `This file has ${size} million characters, so it is not checked: the limit is one. A cluster refuses objects of more than about 1.5 MB. Split the file, or keep such data out of Git.`,
      ...mayBeFine(text),
    };
  }
  const index = firstControl(text);
  if (index === -1) return undefined;
  const code = text.charCodeAt(index).toString(16).padStart(4, '0').toUpperCase();
  return {
    code: 'yaml-special-character',
    start: index,
    end: index + 1,
    message: `Here is a control character (U+${code}) that YAML does not allow, so nothing in this file can be read. Delete it.`,
    fix: {
      title: 'Delete the control character',
      edits: [{ start: index, end: index + 1, text: '' }],
    },
  };
}

/** A large file of many objects may be quite right; one large object is refused by every cluster. */
function mayBeFine(text: string): { warning: true } | object {
  return /^---/m.test(text) ? { warning: true } : {};
}

/** Tab, line feed and carriage return are the only characters below the space that YAML knows. */
function firstControl(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return i;
  }
  return -1;
}

/** What to say where reading stopped. */
export function stopped(text: string, offset: number, by: 'depth' | 'tokens'): YamlProblem {
  const message =
    by === 'depth'
      ? `From here the text nests deeper than ${DEEPEST_NESTING} levels, so the file is not checked. Close the brackets that should be closed.`
      : `Up to here the file has had ${MOST_TOKENS.toLocaleString('en')} pieces, which is as much as is read, so it is not checked. Split it into smaller files.`;
  const severity = by === 'tokens' ? mayBeFine(text) : {};
  return { code: 'yaml-limit', start: offset, end: offset + 1, message, ...severity };
}

/** What to say of bytes that are not UTF-8. There is no position in characters, so it stands at the start. */
export function refuseBytes(bytes: Uint8Array): YamlProblem {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const found = wide ? undefined : firstBad(bytes);
  const where = found
    ? ` The first such byte is 0x${found.byte.toString(16).toUpperCase()} in line ${found.line}; the file was probably saved as Windows-1252.`
    : ' It was saved as UTF-16.';
  return {
    code: 'yaml-encoding',
    start: found?.at ?? 0,
    end: found ? found.at + 1 : 0,
    message: `This file is not UTF-8, so Kubernetes and kustomize cannot read it.${where} Save it again as UTF-8.`,
  };
}

function firstBad(bytes: Uint8Array): { byte: number; line: number; at: number } {
  let line = 1;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 10) line++;
    if (byte < 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
    let whole = length > 0;
    for (let k = 1; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) whole = false;
    if (!whole) return { byte, line, at: i };
    i += length - 1;
  }
  return { byte: bytes[0] ?? 0, line: 1, at: 0 };
}
