const NAMED: { [byte: number]: string } = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  92: '\\\\',
};

/** A path as Git shows it: in quotes, with octal escapes, where a byte is not plain ASCII. As git/quote.c, quote_c_style. */
export function quoted(path: string, spaces = false): string {
  let plain = true;
  let text = '';
  for (const byte of new TextEncoder().encode(path)) {
    const written =
      NAMED[byte] ?? (byte < 32 || byte > 126 ? `\\${byte.toString(8).padStart(3, '0')}` : undefined);
    if (written !== undefined || (spaces && byte === 32)) plain = false;
    text += written ?? String.fromCharCode(byte);
  }
  return plain ? path : `"${text}"`;
}
