import type { PatternReader } from './reader';

export const maxCopies = 1000;

/** How often; a `max` of -1 is no limit. */
interface Quantifier {
  readonly min: number;
  readonly max: number;
  readonly counted: boolean;
}

const simple: Readonly<Record<string, Quantifier>> = {
  '*': { min: 0, max: -1, counted: false },
  '+': { min: 1, max: -1, counted: false },
  '?': { min: 0, max: 1, counted: false },
};
const counts = /\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}/y;

/** Reads `*`, `{2,5}` and the like with the `?` behind; undefined when a brace is only a letter. */
export function readQuantifier(reader: PatternReader): Quantifier | undefined {
  const start = reader.at;
  let quantifier = simple[reader.rest(1)];
  if (quantifier !== undefined) reader.at++;
  else {
    counts.lastIndex = start;
    const counted = counts.exec(reader.pattern);
    if (counted === null) return undefined;
    reader.at += counted[0].length;
    const min = Number(counted[1]);
    const max = counted[2] === undefined ? min : counted[3] === undefined ? -1 : Number(counted[3]);
    if (min > maxCopies || max > maxCopies || (max >= 0 && min > max)) {
      throw reader.problem('invalid repeat count', start);
    }
    quantifier = { min, max, counted: true };
  }
  // Which match is found first makes no difference to whether there is one.
  reader.take('?');
  return quantifier;
}
