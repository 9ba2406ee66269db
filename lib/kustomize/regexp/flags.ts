import type { PatternReader } from './reader';

export interface Flags {
  /** `(?i)`: letters in either case. */
  readonly fold: boolean;
  /** `(?m)`: `^` and `$` mean each line. */
  readonly multiLine: boolean;
  /** `(?s)`: a dot means line breaks, too. */
  readonly dotAll: boolean;
}

export const noFlags: Flags = { fold: false, multiLine: false, dotAll: false };

/** Reads what follows `(?` in `(?i)`, `(?s-m:` and the like. As parsePerlFlags in Go's regexp/syntax. */
export function readFlags(
  reader: PatternReader,
  before: Flags,
  start: number,
): { readonly flags: Flags; readonly opensGroup: boolean } {
  let flags = before;
  let on = true;
  let sawFlag = false;
  for (;;) {
    const letter = reader.next();
    if (letter === 'i') flags = { ...flags, fold: on };
    else if (letter === 'm') flags = { ...flags, multiLine: on };
    else if (letter === 's') flags = { ...flags, dotAll: on };
    else if (letter === '-' && on) on = false;
    else if ((letter === ':' || letter === ')') && (on || sawFlag)) {
      return { flags, opensGroup: letter === ':' };
    } else if (letter !== 'U') throw reader.problem('invalid or unsupported Perl syntax', start);
    sawFlag = letter !== '-';
  }
}
