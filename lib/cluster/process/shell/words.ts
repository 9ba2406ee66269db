import type { ContainerImage, ShellFlavour } from '../../images/image';
import { TARGET } from './files';

/**
 * What the shell says, in the words of the image's shell instead of just-bash's.
 * As busybox shell/ash.c (ash_vmsg, shellexec), dash src/error.c and bash error.c.
 *
 * @param name what the shell was started as: `sh`, `/bin/sh`, or a script's path
 */
export function shellWords(
  text: string,
  flavour: ShellFlavour,
  name: string,
  refuses: (path: string) => 'EROFS' | 'EACCES' | undefined,
): string {
  if (!text.startsWith('bash: ')) return toolWords(text, flavour);
  const prefix = flavour === 'ash' ? `${name}: ` : `${name}: ${flavour === 'bash' ? 'line 1' : '1'}: `;
  return text.replace(/^bash: (.*)$/gm, (_, said: string) => prefix + inWords(said, flavour, refuses));
}

/** Refusals of the file system in a tool's message, in strerror's words. */
function toolWords(text: string, flavour: ShellFlavour): string {
  const said = text.replace(/\b(EACCES|EROFS): [^,\n]*, open '[^'\n]*'/g, (_, code: string) =>
    code === 'EROFS' ? 'Read-only file system' : 'Permission denied',
  );
  if (said === text || flavour !== 'ash') return said;
  return said
    .replace(/^(\w+): cannot touch '([^'\n]*)': /gm, '$1: $2: ')
    .replace(/^(\w+): cannot (\w+)/gm, "$1: can't $2");
}

function inWords(
  said: string,
  flavour: ShellFlavour,
  refuses: (path: string) => 'EROFS' | 'EACCES' | undefined,
): string {
  const bash = flavour === 'bash';
  const missing = /^(.*): command not found$/.exec(said);
  if (missing) return bash ? said : `${missing[1]}: not found`;
  const unset = /^(.*): unbound variable$/.exec(said);
  if (unset) return bash ? said : `${unset[1]}: parameter not set`;
  const folder = /^cd: (.*): No such file or directory$/.exec(said);
  if (folder && !bash) {
    return `cd: can't cd to ${folder[1]}${flavour === 'ash' ? ': No such file or directory' : ''}`;
  }
  const opened = said.startsWith(TARGET) ? /^(.*): ([^:]*)$/.exec(said.slice(TARGET.length)) : undefined;
  if (opened) {
    const [, path = '', reason = ''] = opened;
    if (reason === 'cannot open redirect target') return refusedTarget(path, flavour, refuses);
    if (reason === 'Is a directory' && !bash) return cannotCreate(path, reason, flavour);
    if (bash) return `${path}: ${reason}`;
    return flavour === 'ash' ? `can't open ${path}: no such file` : `cannot open ${path}: No such file`;
  }
  if (/^line \d+: unexpected EOF while looking for matching/.test(said) && !bash) {
    return flavour === 'ash'
      ? 'syntax error: unterminated quoted string'
      : 'Syntax error: Unterminated quoted string';
  }
  const expected = /^syntax error:.*Expected ([A-Z]+), got EOF/.exec(said);
  if (expected) return endOfFile(expected[1]?.toLowerCase() ?? '', flavour);
  const token = /^syntax error:.*unexpected (?:token|end of file)(?: `(.*)')?/.exec(said);
  if (token) return syntaxError(token[1], flavour);
  const wrong = /^syntax error: Parse error at \d+:\d+: (.*)$/.exec(said);
  if (wrong) return `${flavour === 'dash' ? 'Syntax' : 'syntax'} error: ${wrong[1]}`;
  const noFile = /^(.*): No such file or directory$/.exec(said);
  if (noFile && !bash) return `${noFile[1]}: not found`;
  return said;
}

function refusedTarget(
  path: string,
  flavour: ShellFlavour,
  refuses: (path: string) => 'EROFS' | 'EACCES' | undefined,
): string {
  const why = refuses(path);
  const reason =
    why === 'EROFS'
      ? 'Read-only file system'
      : why === 'EACCES'
        ? 'Permission denied'
        : flavour === 'bash'
          ? 'No such file or directory'
          : flavour === 'ash'
            ? 'nonexistent directory'
            : 'Directory nonexistent';
  return cannotCreate(path, reason, flavour);
}

function cannotCreate(path: string, reason: string, flavour: ShellFlavour): string {
  if (flavour === 'bash') return `${path}: ${reason}`;
  return flavour === 'ash' ? `can't create ${path}: ${reason}` : `cannot create ${path}: ${reason}`;
}

/** As busybox shell/ash.c, raise_error_unexpected_syntax, and dash src/parser.c, synexpect. */
function endOfFile(wanted: string, flavour: ShellFlavour): string {
  if (flavour === 'bash') return 'syntax error: unexpected end of file';
  return flavour === 'ash'
    ? `syntax error: unexpected end of file (expecting "${wanted}")`
    : `Syntax error: end of file unexpected (expecting "${wanted}")`;
}

function syntaxError(token: string | undefined, flavour: ShellFlavour): string {
  if (flavour === 'bash') {
    return token ? `syntax error near unexpected token \`${token}'` : 'syntax error: unexpected end of file';
  }
  const what = token ? `"${token}"` : 'end of file';
  return flavour === 'ash'
    ? `syntax error: unexpected ${what}`
    : `Syntax error: ${token ? what : 'end of file'} unexpected`;
}

/** The builtin commands of just-bash that an image has, by its userland. */
export function hasBuiltin(image: ContainerImage, name: string): boolean {
  if (image.programs.includes(name)) return true;
  if (image.userland === 'none') return false;
  return image.userland === 'busybox' ? !NOT_IN_BUSYBOX.has(name) : !NOT_IN_GNU.has(name);
}

// As `busybox --list` of 1.37, and as a Debian base image has it.
const NEVER = ['rg', 'jq', 'yq', 'xan', 'sqlite3', 'html-to-markdown', 'help', 'history', 'file', 'curl'];
const NOT_IN_BUSYBOX = new Set([...NEVER, 'join', 'column', 'bash']);
const NOT_IN_GNU = new Set([...NEVER, 'tree', 'column', 'strings', 'time', 'clear']);
