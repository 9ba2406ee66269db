import { Failure } from '../failure';

/**
 * Compiles a pattern of Go's regexp package: the syntax that learners use is the same in JavaScript, but for
 * (?i) and its like, \z, \A, \Q..\E and POSIX classes.
 *
 * @throws Failure with Go's words when the pattern is wrong.
 */
export function goRegExp(pattern: string): RegExp {
  let flags = '';
  let source = pattern
    .replaceAll('\\z', '$')
    .replaceAll('\\A', '^')
    .replace(/\\Q([\s\S]*?)(?:\\E|$)/g, (_, text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .replace(/\(\?P</g, '(?<')
    .replace(/\[:alnum:\]/g, 'A-Za-z0-9')
    .replace(/\[:alpha:\]/g, 'A-Za-z')
    .replace(/\[:digit:\]/g, '0-9')
    .replace(/\[:lower:\]/g, 'a-z')
    .replace(/\[:upper:\]/g, 'A-Z')
    .replace(/\[:space:\]/g, '\\s');
  const leading = /^(\^?(?:\(\?:)?)\(\?([ims]+)\)/.exec(source);
  if (leading !== null) {
    flags = leading[2] ?? '';
    source = (leading[1] ?? '') + source.slice(leading[0].length);
  }
  const problem = problemOf(pattern);
  if (problem !== undefined) throw new Failure(`error parsing regexp: ${problem}`);
  try {
    return new RegExp(source, flags);
  } catch {
    throw new Failure(`error parsing regexp: invalid or unsupported Perl syntax: \`${pattern}\``);
  }
}

/** The commonest mistakes, as regexp/syntax names them. */
function problemOf(pattern: string): string | undefined {
  let depth = 0;
  let inClass = -1;
  let repeatable = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '\\') {
      if (i + 1 === pattern.length) return 'trailing backslash at end of expression: ``';
      i++;
      repeatable = true;
    } else if (inClass >= 0) {
      if (c === ']' && i > inClass + 1 && !(i === inClass + 2 && pattern[i - 1] === '^')) {
        inClass = -1;
        repeatable = true;
      }
    } else if (c === '[') inClass = i;
    else if (c === '(') {
      depth++;
      repeatable = false;
      if (/^\((\?=|\?!|\?<=|\?<!)/.test(pattern.slice(i))) {
        return `invalid or unsupported Perl syntax: \`${pattern.slice(i, i + 3)}\``;
      }
      if (pattern[i + 1] === '?') i++;
    } else if (c === ')') {
      if (--depth < 0) return `unexpected ): \`${pattern}\``;
      repeatable = true;
    } else if (c === '*' || c === '+' || c === '?') {
      if (!repeatable) return `missing argument to repetition operator: \`${c}\``;
      const next = pattern[i + 1];
      if (next === '?') i++;
      else if (next === '*' || next === '+') return `invalid nested repetition operator: \`${c}${next}\``;
    } else repeatable = c !== '|' && c !== '^';
  }
  if (inClass >= 0) return `missing closing ]: \`${pattern.slice(inClass)}\``;
  return depth > 0 ? `missing closing ): \`${pattern}\`` : undefined;
}
