import { resolvePlain } from '@/lib/yaml';

const PLAIN = /^[\w./](?:[\w./@=+:-]|, ?(?=\S))*$/;

/**
 * How a value is written: plain where that reads as what it is, else in quotes.
 *
 * @param isText the field takes text, so that `5` and `yes` need quotes.
 * @param quote the quote that the learner has begun with, or `''`.
 */
export function scalarText(
  value: string,
  { isText, flow, quote }: { isText: boolean; flow: boolean; quote: string },
): string {
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  if (quote === '"') return JSON.stringify(value);
  const plain = PLAIN.test(value) && !value.endsWith(':') && !(flow && value.includes(','));
  const reads = isText ? typeof resolvePlain(value) === 'string' : true;
  return (plain || (!isText && /^-\d+$/.test(value))) && reads ? value : JSON.stringify(value);
}
