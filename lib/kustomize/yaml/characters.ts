/** Character classes of libyaml, on UTF-16 code units. The text ends in NUL, which no document may contain. */
export const isZ = (c: number): boolean => c === 0;
export const isTab = (c: number): boolean => c === 9;
export const isBlank = (c: number): boolean => c === 32 || c === 9;
export const isBreak = (c: number): boolean =>
  c === 10 || c === 13 || c === 0x85 || c === 0x2028 || c === 0x2029;
export const isBreakOrZ = (c: number): boolean => c === 0 || isBreak(c);
export const isBlankOrZ = (c: number): boolean => c === 32 || c === 10 || c === 9 || c === 0 || isBreak(c);
export const isDigit = (c: number): boolean => c >= 48 && c <= 57;
export const isHex = (c: number): boolean => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102);
export const isAlpha = (c: number): boolean =>
  isDigit(c) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c === 95 || c === 45;

/** Whether libyaml's reader refuses the text: control characters, and half a surrogate pair. */
export const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the reader refuses
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** Char codes by name, so that the scanner reads like the grammar. */
export const Char = {
  tab: 9,
  bang: 33,
  doubleQuote: 34,
  hash: 35,
  percent: 37,
  ampersand: 38,
  singleQuote: 39,
  star: 42,
  plus: 43,
  comma: 44,
  dash: 45,
  dot: 46,
  zero: 48,
  colon: 58,
  less: 60,
  greater: 62,
  question: 63,
  at: 64,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  backtick: 96,
  openBrace: 123,
  pipe: 124,
  closeBrace: 125,
  bom: 0xfeff,
} as const;
