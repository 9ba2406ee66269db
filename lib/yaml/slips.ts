import type { Diagnosis } from './causes/context';
import { curlyQuotes } from './slips/curly-quotes';
import { falseSpaces } from './slips/false-spaces';
import { doubleColon, strayQuote } from './slips/marks';
import { plainTexts } from './slips/plain-text';

/** Most texts hold nothing of the kind, and are not searched further. */
const SUSPECT =
  /[\u00a0\u1680\u2000-\u200d\u2018-\u201e\u202f\u205f\u2060\u3000]|(?!^)\ufeff|(?:^|[\s[{,:])[A-Za-z][^\s"']*["']|(?:^|[\s[{,:])[A-Za-z][^\n"']*["'][ \t\r]*$|[\w./-]::(?:[ \t\r]|$)/m;

/**
 * What YAML can read, and takes for a part of a word although nobody meant it: spaces and quotes that only look like
 * such, a quote that closes nothing, a second colon. Each comes with the change that makes the text what was meant.
 */
export function slips(text: string): Diagnosis[] {
  if (!SUSPECT.test(text)) return [];
  const found: Diagnosis[] = [];
  for (const plain of plainTexts(text))
    for (const look of [falseSpaces, curlyQuotes, strayQuote, doubleColon]) {
      const diagnosis = look(plain);
      if (diagnosis) found.push(diagnosis);
    }
  return found;
}
