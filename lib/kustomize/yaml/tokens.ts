import { Style } from './node';

export const T = {
  streamStart: 1,
  streamEnd: 2,
  versionDirective: 3,
  tagDirective: 4,
  documentStart: 5,
  documentEnd: 6,
  blockSequenceStart: 7,
  blockMappingStart: 8,
  blockEnd: 9,
  flowSequenceStart: 10,
  flowSequenceEnd: 11,
  flowMappingStart: 12,
  flowMappingEnd: 13,
  blockEntry: 14,
  flowEntry: 15,
  key: 16,
  value: 17,
  alias: 18,
  anchor: 19,
  tag: 20,
  scalar: 21,
} as const;
export type TokenType = (typeof T)[keyof typeof T];

/** Where a token starts; line is 0-based. */
export interface Mark {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

export interface Token extends Mark {
  readonly type: TokenType;
  /** A scalar's text, an anchor's name, a tag's handle. */
  readonly value: string;
  /** A tag's suffix, a tag directive's prefix. */
  readonly suffix: string;
  readonly style: Style;
}

export function makeToken(
  type: TokenType,
  { index, line, column }: Mark,
  value = '',
  suffix = '',
  style: Style = Style.plain,
): Token {
  return { type, index, line, column, value, suffix, style };
}
