import { type Cause, type Complaint, type Diagnosis, lexemes, lineAt } from './context';

/** `image: "nginx` : a quote that is opened and not closed in its line, so that it swallows what follows. */
export const unclosedQuote: Cause = (complaint) => {
  const { text, start } = complaint;
  if (isQuote(text[start]) && isQuote(text[start - 1]) && complaint.code === 'UNEXPECTED_TOKEN')
    return undefined;
  let open: { start: number; source: string } | undefined;
  for (const lexeme of lexemes(text, start)) {
    const quoted = isQuote(lexeme.source[0]);
    if (quoted && lexeme.source.includes('\n') && lexeme.end >= Math.min(start, text.length) - 1)
      open = lexeme;
    else if (quoted && lexeme.source.length === 1) open = lexeme;
    if (quoted && lexeme.end < start - 1) open = undefined;
  }
  const missing = /Missing closing ("|')/.exec(complaint.message);
  if (!open && missing) open = { start: text.lastIndexOf(missing[1] ?? '"', start - 1), source: '' };
  if (!open || open.start < 0) return undefined;
  const quote = text[open.start] ?? '"';
  const line = lineAt(text, open.start);
  const rest = text.slice(open.start + 1, line.end);
  if (rest.includes(quote)) return undefined;
  const inFlow = /[[{]/.test(text.slice(line.start, open.start));
  const tail = (inFlow ? /\s*[\]}]+,?\s*$/ : /\s*$/).exec(rest)?.[0].length ?? 0;
  const change = { start: line.end - tail, end: line.end - tail, text: quote };
  return {
    problem: {
      code: 'yaml-unclosed',
      start: open.start,
      end: line.end,
      message: `The quote ${quote} that opens here is never closed, so the lines below belong to this text. Close it, or leave both quotes out.`,
      fix: { title: `Close the quote with ${quote}`, edits: [change] },
    },
    repair: [change],
  };
};

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'";
}

/** `image: "nginx"x`, `'it's'`: text after the closing quote. */
export const textAfterQuote: Cause = (complaint) => {
  const { text, code, start } = complaint;
  if (code !== 'UNEXPECTED_TOKEN' && code !== 'MISSING_CHAR') return undefined;
  const line = lineAt(text, start);
  const quote = text[start - 1];
  if (quote === undefined || !isQuote(quote)) return undefined;
  const rest = text.slice(start, line.end);
  if (code === 'MISSING_CHAR' && /^\s*#/.test(rest)) return undefined;
  const bare = rest.replace(/\s+#.*$/, '').trimEnd();
  if (/^["']+$/.test(bare)) return strayQuote(complaint, bare.length);
  const from = openingOf(text, line.start, start, quote);
  const inFlow = /[[{]/.test(text.slice(line.start, from));
  return {
    problem: {
      code: 'yaml-syntax',
      start,
      end: start + bare.length,
      message: `The text is over at the quote ${quote} before this, and then more follows. To have the quote itself in the text, put the whole text in ${quote === '"' ? 'single' : 'double'} quotes.`,
    },
    repair: [{ start: inFlow ? line.start + contentIndent(line.text) : start, end: line.end, text: '' }],
  };
};

function strayQuote({ text, start }: Complaint, length: number): Diagnosis {
  const change = { start, end: start + length, text: '' };
  return {
    problem: {
      code: 'yaml-stray-quote',
      start,
      end: start + length,
      ...within(text, start),
      message: 'One quote too many: the text was closed by the quote before it. Remove this one.',
      fix: { title: 'Remove the stray quote', edits: [change] },
    },
    repair: [change],
  };
}

function openingOf(text: string, from: number, end: number, quote: string): number {
  const open = text.indexOf(quote, from);
  return open === -1 || open > end ? from : open;
}

function contentIndent(text: string): number {
  return /^ *(?:[\w./-]+: *)?/.exec(text)?.[0].length ?? 0;
}

/** What tells objects apart is not certain while it cannot be read. */
const TELLS_APART = /^[\s-]*["']?(?:apiVersion|kind|name|namespace)["']?:/;

function within(text: string, offset: number): { inside?: true } {
  return TELLS_APART.test(lineAt(text, offset).text) ? {} : { inside: true };
}

/** `"\d"`: a backslash that double quotes do not know. */
export const badEscape: Cause = ({ text, code, start }) => {
  if (code !== 'BAD_DQ_ESCAPE') return undefined;
  const shown = text.slice(start, start + 2);
  const change = { start, end: start, text: '\\' };
  return {
    problem: {
      code: 'yaml-syntax',
      start,
      end: start + 2,
      ...within(text, start),
      message: `\`${shown}\` means nothing inside double quotes. Write \`\\${shown}\`, or use single quotes, in which a backslash is only a backslash.`,
      fix: { title: 'Double the backslash', edits: [change] },
    },
    repair: [change],
  };
};
