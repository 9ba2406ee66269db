import { type Cause, contentColumn, type Line, lexemes, lineAfter, lineAt } from './context';

const IMPLICIT = new Set(['MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY']);
const WORD = /^[A-Za-z][\w./-]*$/;

function isKeyComplaint(code: string, message: string): boolean {
  return IMPLICIT.has(code) || /Implicit map keys need to be followed/.test(message);
}

/** `name:foo`: the space after the colon is missing, so the line is a text and not a key. */
export const missingSpace: Cause = ({ text, code, message, start }) => {
  if (!isKeyComplaint(code, message)) return undefined;
  const line = lineAt(text, start);
  const column = contentColumn(line);
  const content = line.text.slice(column);
  const late = /^([A-Za-z][\w./-]*) :(?=\S)/.exec(content);
  if (late?.[1]) return lateColon(line.start + column + late[1].length, late[1]);
  const found = /^([A-Za-z][\w./-]*):[^\s:/]/.exec(content);
  if (!found?.[1] || /^[^[{]*: /.test(line.text)) return undefined;
  const at = line.start + column + found[1].length + 1;
  const change = { start: at, end: at, text: ' ' };
  return {
    problem: {
      code: 'yaml-missing-colon',
      start: at - 1,
      end: at + 1,
      message: `A space is missing after the colon of \`${found[1]}:\`. Without it the whole line is one piece of text.`,
      fix: { title: 'Add a space after the colon', edits: [change] },
    },
    repair: [change],
  };
};

/** `name :foo`: the space stands before the colon. */
function lateColon(at: number, word: string) {
  const change = { start: at, end: at + 2, text: ': ' };
  return {
    problem: {
      code: 'yaml-missing-colon' as const,
      start: at,
      end: at + 2,
      message: `The space belongs after the colon of \`${word}:\`, and here it stands before. Without it the whole line is one piece of text.`,
      fix: { title: 'Put the space after the colon', edits: [change] },
    },
    repair: [change],
  };
}

/** `metadata`, `name foo`, `name = foo` or `name; foo`: the colon is missing. */
export const missingColon: Cause = ({ text, code, message, start }) => {
  if (!isKeyComplaint(code, message)) return undefined;
  const line = lineAt(text, start);
  const column = contentColumn(line);
  const content = line.text
    .slice(column)
    .replace(/\s+#.*$/, '')
    .trimEnd();
  if (content === '' || /^[^[{]*:(\s|$)/.test(content)) return undefined;
  const { 1: word = '', 2: instead = '' } = /^([^\s;=]+)(;(?=\s|$)| ?=(?= |$))?(?=\s|$)/.exec(content) ?? [];
  if (!WORD.test(word)) return undefined;
  if (word === content && !opensBlock(text, line)) return undefined;
  const at = line.start + column + word.length;
  const change = { start: at, end: at + instead.length, text: ':' };
  return {
    problem: {
      code: 'yaml-missing-colon',
      start: line.start + column,
      end: at + instead.length,
      message: `A colon is missing after \`${word}\`. A key is followed by a colon and a space.`,
      fix: { title: `Add the colon after ${word}`, edits: [change] },
    },
    repair: [change],
  };
};

function opensBlock(text: string, line: Line): boolean {
  const next = lineAfter(text, line);
  return next !== undefined && (next.indent > line.indent || next.text.trimStart().startsWith('- '));
}

/** `message: done: 3 of 4`: a colon and a space inside a plain text. */
export const colonInText: Cause = ({ text, code, start }) => {
  if (code !== 'BLOCK_AS_IMPLICIT_KEY') return undefined;
  const line = lineAt(text, start);
  const value = line.text
    .slice(start - line.start)
    .replace(/\s+#.*$/, '')
    .trimEnd();
  if (!/:(\s|$)/.test(value)) return undefined;
  const colon =
    value.endsWith(':') && !/: /.test(value) ? 'ends with a colon' : 'contains a colon and a space';
  return quoteAll(
    start,
    value,
    `This text ${colon}, which YAML reads as a key inside a key. Put the whole text in quotes.`,
  );
};

/** `user: @name`: a plain text may not start with this character. */
export const reservedStart: Cause = ({ text, code, message, start }) => {
  if (code !== 'BAD_SCALAR_START' && code !== 'BAD_ALIAS') return undefined;
  const line = lineAt(text, start);
  const end = insideBrackets(text, start) ? /,(?=\s|$)|[\]}]|\s+#|$/ : /\s+#|$/;
  const rest = line.text.slice(start - line.start);
  const value = rest.slice(0, end.exec(rest)?.index).trimEnd();
  const shown = value[0] ?? '';
  const diagnosis = quoteAll(start, value, `A text cannot start with ${shown} in YAML. Put it in quotes.`);
  if (shown !== '&' || !/anchor/i.test(message)) return diagnosis;
  // As go-yaml: "did not find expected alphabetic or numeric character".
  const problem = {
    ...diagnosis.problem,
    code: 'yaml-anchor' as const,
    end: start + 1,
    message:
      'After & comes the name of an anchor, and here is none. If you mean the character itself, put the text in quotes.',
  };
  return { ...diagnosis, problem };
};

function insideBrackets(text: string, offset: number): boolean {
  let depth = 0;
  for (const { source } of lexemes(text, offset - 1))
    if (source === '[' || source === '{') depth++;
    else if (source === ']' || source === '}') depth--;
  return depth > 0;
}

/** Puts a text in quotes, whatever it holds. */
export function quoteAll(start: number, value: string, message: string) {
  const quoted = value.includes("'") ? JSON.stringify(value) : `'${value}'`;
  const change = { start, end: start + value.length, text: quoted };
  return {
    problem: {
      code: 'yaml-syntax' as const,
      start,
      end: start + value.length,
      message,
      fix: { title: 'Put the text in quotes', edits: [change] },
    },
    repair: [change],
  };
}
