import type { FileContent } from '@/lib/tree';
import { goList, goQuote } from '../core/go-text';
import { Failure, prefixed } from '../failure';

/** Reads a file beside the kustomization. */
export type LoadContent = (path: string) => FileContent;

export interface PairSources {
  readonly literals: readonly string[];
  readonly files: readonly string[];
  readonly envs: readonly string[];
}

type Pair = readonly [key: string, value: FileContent];

function unquote(text: string): string {
  const first = text[0];
  if (text.length < 2 || first !== text[text.length - 1]) return text;
  return first === '"' || first === "'" ? text.slice(1, -1) : text;
}

function fromLiteral(source: string): Pair {
  const at = source.indexOf('=');
  if (at <= 0) throw new Failure(`invalid literal source ${source}, expected key=value`);
  return [source.slice(0, at), unquote(source.slice(at + 1))];
}

const baseName = (path: string): string => {
  const clean = path.replace(/\/+$/, '');
  return clean === '' ? (path === '' ? '.' : '/') : clean.slice(clean.lastIndexOf('/') + 1);
};

function fileSource(source: string): [key: string, path: string] {
  const [key = '', path, ...more] = source.split('=');
  if (path === undefined) return [baseName(source), source];
  if (more.length > 0) throw new Failure(`source ${goQuote(source)} key name or file path contains '='`);
  if (key === '') {
    throw new Failure(`missing key name for file path ${goQuote(path)} in source ${goQuote(source)}`);
  }
  if (path === '') {
    throw new Failure(`missing file path for key name ${goQuote(key)} in source ${goQuote(source)}`);
  }
  return [key, path];
}

/** The lines of a file as Go's bufio.Scanner gives them. */
function linesOf(content: FileContent): string[] {
  const text = typeof content === 'string' ? content : decodeLines(content);
  const lines = text.split('\n');
  if (lines[lines.length - 1] === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

function decodeLines(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    let start = 0;
    for (let i = 0; i <= bytes.length; i++) {
      if (i < bytes.length && bytes[i] !== 10) continue;
      const line = bytes.subarray(start, i);
      start = i + 1;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(line);
      } catch {
        const raw = new TextDecoder().decode(line);
        throw new Failure(`line [${[...line].join(' ')}] has invalid utf8 bytes : ${raw}`);
      }
    }
    return new TextDecoder().decode(bytes);
  }
}

function fromEnvFile(content: FileContent): Pair[] {
  const pairs: Pair[] = [];
  linesOf(content).forEach((raw, index) => {
    const line = (index === 0 ? raw.replace(/^\ufeff/, '') : raw).replace(/^[\s\x85]+/, '');
    if (line === '' || line.startsWith('#')) return;
    const at = line.indexOf('=');
    const key = at < 0 ? line : line.slice(0, at);
    // A name without value takes the environment's upstream says; there is none here, nor in the tool's build.
    if (key !== '') pairs.push([key, at < 0 ? '' : line.slice(at + 1)]);
  });
  return pairs;
}

/** All keys and values of a generator, in the order of envs, literals, files. As api/kv. */
export function loadPairs(name: string, sources: PairSources, load: LoadContent): Map<string, FileContent> {
  const pairs = prefixed('loading KV pairs', () => [
    ...prefixed(`env source files: ${goList(sources.envs)}`, () =>
      sources.envs.flatMap((path) => fromEnvFile(load(path))),
    ),
    ...prefixed(`literal sources ${goList(sources.literals)}`, () => sources.literals.map(fromLiteral)),
    ...prefixed(`file sources: ${goList(sources.files)}`, () =>
      sources.files.map((source): Pair => {
        const [key, path] = fileSource(source);
        return [key, load(path)];
      }),
    ),
  ]);
  const known = new Map<string, FileContent>();
  for (const [key, value] of pairs) {
    if (known.has(key)) throw new Failure(`configmap ${name} illegally repeats the key \`${key}\``);
    known.set(key, value);
  }
  return known;
}
