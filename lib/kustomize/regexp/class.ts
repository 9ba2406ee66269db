import { CharacterSet } from './character-set';
import { readEscape } from './escape';
import type { PatternReader } from './reader';

const badRange = 'invalid character class range';

/** Reads `\pL`, `\P{Greek}`, `\d` and the like into a set; false when none stands here. */
export function readNamedClass(reader: PatternReader, set: CharacterSet): boolean {
  if (!reader.startsWith('\\')) return false;
  const start = reader.at;
  const letter = reader.rest(2).slice(1);
  if (letter === 'p' || letter === 'P') return readUnicode(reader, set, letter === 'P');
  if (!set.addPerl(letter)) return false;
  reader.at = start + 2;
  return true;
}

function readUnicode(reader: PatternReader, set: CharacterSet, negated: boolean): boolean {
  const start = reader.at;
  reader.at += 2;
  if (reader.atEnd) throw reader.problem(badRange, start);
  const name = reader.take('{') ? reader.until('}') : reader.next();
  if (name === undefined) throw reader.problem(badRange, start, reader.pattern.length);
  const flipped = name.startsWith('^');
  if (!set.addUnicode(flipped ? name.slice(1) : name, negated !== flipped)) {
    throw reader.problem(badRange, start);
  }
  return true;
}

/** Reads `[:alpha:]` inside of brackets; false when it is none, for then it is only letters. */
function readPosix(reader: PatternReader, set: CharacterSet): boolean {
  if (!reader.startsWith('[:')) return false;
  const start = reader.at;
  reader.at += 2;
  const name = reader.until(':]');
  if (name === undefined) {
    reader.at = start;
    return false;
  }
  if (!set.addPosix(name)) throw reader.problem(badRange, start);
  return true;
}

/** Reads a class in brackets. As parseClass in Go's regexp/syntax. */
export function readClass(reader: PatternReader, fold: boolean): (code: number) => boolean {
  const start = reader.at;
  reader.take('[');
  const set = new CharacterSet(fold, reader.take('^'));
  const one = (): number => {
    if (reader.atEnd) throw reader.problem('missing closing ]', start);
    return reader.startsWith('\\') ? readEscape(reader) : (reader.next().codePointAt(0) ?? 0);
  };
  for (let first = true; first || !reader.startsWith(']'); first = false) {
    if (readPosix(reader, set) || readNamedClass(reader, set)) continue;
    const from = reader.at;
    const low = one();
    let high = low;
    if (/^-[^\]]/.test(reader.rest(2))) {
      reader.take('-');
      high = one();
      if (high < low) throw reader.problem(badRange, from);
    }
    set.addRange(low, high);
  }
  reader.take(']');
  return set.build();
}
