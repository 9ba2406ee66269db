import { analyze } from './analysis';
import { Parser } from './parse';
import { toJson } from './value';
import { Writer } from './writer';

/** Where printing and reading again, as the real tool does on the way, changes a text. */

function readBack(text: string, flavour: 'v2' | 'v3'): string {
  return new Parser(text, flavour).next()?.value ?? '';
}

/** A folded scalar after go-yaml v3 printed it folded and read it again. */
export function throughFolded(value: string): string {
  if (!value.includes('\n') || value.startsWith('\t') || !analyze(value, 'v3').block) return value;
  const writer = new Writer();
  writer.folded(value, 2);
  const text = writer.toString();
  return readBack(text.endsWith('\n') ? text : `${text}\n`, 'v3');
}

const unsafeInJson = /[\x7f-\x9f\ufeff\ufffe\uffff]/;

/** A text after it was written as JSON and that was read as YAML, where U+0085 is a line break. */
export function throughJson(value: string): string {
  return unsafeInJson.test(value) ? readBack(toJson(value), 'v2') : value;
}
