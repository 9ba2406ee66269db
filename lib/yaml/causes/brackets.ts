import { type Cause, lexemes, lineAt, lineBefore } from './context';

const CLOSING: Record<string, string> = { '[': ']', '{': '}' };

/** `args: [a, b`: a bracket that nobody closes. */
export const unclosedBracket: Cause = ({ text, message, start }) => {
  if (!/sufficiently indented and end with|Expected flow|must be.*end with|to end with/.test(message))
    return undefined;
  const open: { start: number; source: string }[] = [];
  for (const lexeme of lexemes(text, start)) {
    if (lexeme.start >= start) break;
    if (lexeme.source === '[' || lexeme.source === '{') open.push(lexeme);
    else if (lexeme.source === ']' || lexeme.source === '}') open.pop();
  }
  const bracket = open.at(-1);
  if (!bracket) return undefined;
  const line = lineAt(text, start);
  const before = start > line.start + line.indent ? line : (lineBefore(text, line) ?? line);
  const last = before.start < bracket.start ? lineAt(text, bracket.start) : before;
  const end = last.start + last.text.replace(/\s+#.*$/, '').trimEnd().length;
  const close = CLOSING[bracket.source] ?? ']';
  const change = { start: end, end, text: close };
  return {
    problem: {
      code: 'yaml-unclosed',
      start: bracket.start,
      end: bracket.start + 1,
      message: `The bracket ${bracket.source} that opens here is never closed. Add ${close} where the ${close === ']' ? 'list' : 'mapping'} ends.`,
      fix: { title: `Add ${close} at the end of the line`, edits: [change] },
    },
    repair: [change],
  };
};

/** `[1, 2]]`: one closing bracket too many. */
export const strayBracket: Cause = ({ text, code, message, start }) => {
  if (code !== 'UNEXPECTED_TOKEN' || !/flow-(seq|map)-end/.test(message)) return undefined;
  const change = { start, end: start + 1, text: '' };
  return {
    problem: {
      code: 'yaml-unclosed',
      start,
      end: start + 1,
      message: `This ${text[start] ?? ']'} closes nothing. Remove it, or open the bracket that it should close.`,
      fix: { title: 'Remove the bracket', edits: [change] },
    },
    repair: [change],
  };
};

/** `{a: 1 b: 2}`: no comma between two entries. */
export const missingComma: Cause = ({ text, code, message, start, end }) => {
  if (code !== 'BLOCK_IN_FLOW' && !/Missing , or : between flow/.test(message)) return undefined;
  const key = /\S+\s*:/.exec(text.slice(start, end))?.index ?? 0;
  const space = text.slice(start).search(/\s\S+\s*:/);
  const at = code === 'BLOCK_IN_FLOW' && space >= 0 ? start + space : start + key;
  const line = lineAt(text, start);
  if (code === 'BLOCK_IN_FLOW' && at > line.end) return undefined;
  const change = { start: at, end: at, text: ',' };
  return {
    problem: {
      code: 'yaml-syntax',
      start: at,
      end: Math.min(line.end, at + 1),
      message: 'A comma is missing here: between brackets, entries are separated by commas.',
      fix: { title: 'Add the comma', edits: [change] },
    },
    repair: [change],
  };
};
