import type { Json } from '../../interface';

// As apimachinery/pkg/util/rand, SafeEncodeString: no vowels, and nothing that reads as another letter.
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * A short name for a value: the same for the same JSON, whatever the order of its fields.
 * As pkg/controller/controller_utils.go, ComputeHash: FNV-1a of 32 bits, in decimal, each digit a letter. The real one
 * hashes how Go prints its structs, so that the letters differ from a real cluster's while length and alphabet do not.
 */
export function shortHash(value: Json | undefined, collisions: number | undefined): string {
  let hash = 0x811c9dc5;
  const add = (text: string) => {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  };
  add(canonical(value));
  if (collisions !== undefined) add(`\0${collisions}`);
  return Array.from(String(hash >>> 0), (digit) => LETTERS[digit.charCodeAt(0) % LETTERS.length]).join('');
}

/** JSON with sorted fields. */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
