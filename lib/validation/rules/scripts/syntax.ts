import { type ParseError, parse, type Script } from 'unbash';
import { type Finding, one, type Rule } from '../../engine/rule';
import { job } from './examples';
import { allMounted, looseScripts } from './mounted';
import { type ShellScript, scriptsOf } from './script';
import { visit } from './status';

/** Beyond this a script is a program, and its author has tools for it. */
const LONGEST_SCRIPT = 20_000;

export const scriptSyntax: Rule = {
  id: 'script-syntax',
  severity: 'error',
  title: 'The shell cannot read the script',
  why: 'A shell that meets a loop without its `done` or a quote without its end stops there with a syntax error. The container fails each time it starts, whatever the service answers.',
  failing: one(job("'if curl -fsS http://web; then echo up'")),
  passing: one(job("'if curl -fsS http://web; then echo up; else exit 1; fi'")),
  source: [
    {
      title: 'POSIX, shell grammar',
      url: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_10',
    },
  ],
  keys: ['command', 'args'],
  *object(object): Generator<Finding> {
    for (const script of scriptsOf(object)) yield* check(script);
  },
  *project(project): Generator<Finding & { path: string }> {
    const known = new Set<string>();
    for (const { script, path, byShell } of allMounted(project)) {
      known.add(path);
      const found = lineEnds(script, byShell) ?? check(script);
      for (const finding of found) yield { ...finding, path };
    }
    for (const { script, path } of looseScripts(project, known))
      if (!script.text.includes('\r\n')) for (const finding of check(script)) yield { ...finding, path };
  },
};

/** Lines that end as in Windows: the kernel looks for a program `sh\r`, and the shell takes `\r` for a part of each word. */
function lineEnds({ text, offset }: ShellScript, byShell: boolean): Finding[] | undefined {
  if (!text.includes('\r\n')) return undefined;
  const trouble = byShell ? /^[ \t]*(?!#)[^\n]*\r\n/m : /^#![^\n]*\r\n|^[ \t]*(?!#)[^\n]*\r\n/m;
  if (!trouble.test(text)) return [];
  const line = text.search(/[^\n]*\r\n/);
  const end = text.indexOf('\r', line);
  const why =
    !byShell && /^#![^\n]*\r\n/.test(text)
      ? 'the kernel looks for a program whose name ends with that sign, and the container never starts'
      : 'the shell takes that sign for a part of each last word, and stops or does something else';
  return [
    {
      start: offset(line),
      end: offset(Math.max(end, line + 1)),
      message: `The lines of this script end as in Windows, with a carriage return: ${why}. Save the file with line ends of Unix (LF).`,
    },
  ];
}

function* check({ text, offset }: ShellScript): Generator<Finding> {
  // A template's braces are not yet what the shell reads.
  if (text.length > LONGEST_SCRIPT || text.includes('{{')) return;
  const script = parse(text);
  const [error] = script.errors ?? [];
  if (error === undefined) return;
  const at = placeOf(script, error, text);
  const end = text.slice(at).search(/[\s;]|$/);
  yield {
    start: offset(at),
    end: Math.max(offset(at) + 1, offset(at + end)),
    message: `${explain(error.message)} The shell stops here with a syntax error, so the container fails each time it starts.`,
  };
}

const CLOSING = /^expected '(.+)' to close '?(.+?)'?$/;
const KINDS: Record<string, RegExp> = {
  for: /^For$/,
  while: /^While$/,
  until: /^While$/,
  if: /^If$/,
  case: /^Case$/,
  'brace group': /^BraceGroup$/,
  subshell: /^Subshell$/,
};

/** Where a person would look: at what was opened, and at the token that has no place. */
function placeOf(script: Script, { message, pos }: ParseError, text: string): number {
  const kind = KINDS[CLOSING.exec(message)?.[2] ?? ''];
  let opened: number | undefined;
  if (kind !== undefined)
    visit(script, (node) => {
      // What was never closed has no end.
      if (kind.test(node.type) && node.end === node.pos) opened = node.pos;
    });
  if (opened !== undefined) return opened;
  // What stands before the end of the text, when the parser gave up there.
  const before = text.slice(0, pos).trimEnd();
  return pos >= text.trimEnd().length && before !== '' ? before.search(/\S+$/) : pos;
}

/** The parser's message, in the words of a learner. */
function explain(message: string): string {
  const closing = CLOSING.exec(message);
  if (closing) return `\`${closing[2]}\` is never closed. End it with \`${closing[1]}\`.`;
  const after = /^expected command after '(.+)'$/.exec(message)?.[1];
  if (after) return `A command is missing after \`${after}\`. Write one, or remove \`${after}\`.`;
  const unexpected = /^unexpected token '(.+)'$/.exec(message)?.[1];
  if (unexpected)
    return `\`${unexpected}\` has no place here: nothing that it could end or join was begun. Remove it, or look above for what is missing.`;
  const open = /^unterminated (.+)$/.exec(message)?.[1];
  if (open) return `This ${open} is never closed. Write its end.`;
  return `The shell cannot read this: ${message}.`;
}
