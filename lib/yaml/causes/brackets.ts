import { type Cause, type Diagnosis, lexemes, lineAfter, lineAt, lineBefore } from './context';

const CLOSING: Record<string, string> = { '[': ']', '{': '}' };

/** `args: [a, b`: a bracket that nobody closes. */
export const unclosedBracket: Cause = ({ text, message, start }) => {
  if (
    !/sufficiently indented and end with|Expected flow|must be.*end with|to end with|must end with a/.test(
      message,
    )
  )
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
  if (code !== 'BLOCK_IN_FLOW' && !/missing , (?:or : )?between flow/i.test(message)) return undefined;
  const key = /\S+\s*:/.exec(text.slice(start, end))?.index ?? 0;
  const space = text.slice(start).search(/\s\S+\s*:/);
  const at = code === 'BLOCK_IN_FLOW' && space >= 0 ? start + space : endBefore(text, start + key);
  const line = lineAt(text, start);
  if (code === 'BLOCK_IN_FLOW' && at > line.end) return undefined;
  return commaAt(text, at);
};

function commaAt(text: string, at: number): Diagnosis {
  const change = { start: at, end: at, text: ',' };
  const line = lineAt(text, at);
  return {
    problem: {
      code: 'yaml-syntax',
      start: at < line.end || at === line.start ? at : at - 1,
      end: Math.min(line.end, at + 1),
      message: 'A comma is missing here: between brackets, entries are separated by commas.',
      fix: { title: 'Add the comma', edits: [change] },
    },
    repair: [change],
  };
}

/** The end of the line before, where an entry begins in a line of its own. */
function endBefore(text: string, offset: number): number {
  const line = lineAt(text, offset);
  const before = offset === line.start + line.indent ? lineBefore(text, line) : undefined;
  return before && !before.text.includes('#') ? before.start + before.text.trimEnd().length : offset;
}

/** `"a": true` and `"b": 1` in two lines between brackets: the comma after the first is missing. */
export const missingCommaAtEnd: Cause = ({ text, code, start }) => {
  if (code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const line = lineAt(text, start);
  const next = lineAfter(text, line);
  if (!next || !/^\s*(["'])[^"']+\1\s*:/.test(next.text) || line.text.includes('#')) return undefined;
  return commaAt(text, line.start + line.text.trimEnd().length);
};

/** `{"a": 1,, "b": 2}`: a comma with nothing before it. */
export const strayComma: Cause = ({ code, message, start }) => {
  if (code !== 'UNEXPECTED_TOKEN' || !/unexpected , in flow/i.test(message)) return undefined;
  const change = { start, end: start + 1, text: '' };
  return {
    problem: {
      code: 'yaml-syntax',
      start,
      end: start + 1,
      message: 'One comma too many: nothing stands before it. Remove it.',
      fix: { title: 'Remove the comma', edits: [change] },
    },
    repair: [change],
  };
};
