const decoder = new TextDecoder();

/** More edits than this are not looked for one by one: the whole file counts as written anew. */
const MOST_EDITS = 4000;

/** As git/xdiff-interface.c, buffer_is_binary: a zero byte in the first 8000. */
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 8000).includes(0);

function linesOf(bytes: Uint8Array): string[] {
  return decoder.decode(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * The number of lines to add and take to get from one to the other: Myers, "An O(ND) Difference Algorithm", without the path.
 *
 * @returns undefined when it takes more than `MOST_EDITS`.
 */
function editDistance(a: readonly string[], b: readonly string[]): number | undefined {
  const furthest = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(a.length + b.length, MOST_EDITS); edits++) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const left = furthest.get(diagonal - 1) ?? -1;
      const above = furthest.get(diagonal + 1) ?? -1;
      let x = diagonal === -edits || (diagonal !== edits && left < above) ? above : left + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return edits;
    }
  }
  return undefined;
}

/** How many lines were added and deleted; undefined for files that are not text. */
export function countLines(
  before: Uint8Array,
  after: Uint8Array,
): { added: number; deleted: number } | undefined {
  if (isBinary(before) || isBinary(after)) return undefined;
  const [a, b] = [linesOf(before), linesOf(after)];
  const edits = editDistance(a, b) ?? a.length + b.length;
  const added = (edits + b.length - a.length) / 2;
  return { added, deleted: edits - added };
}

/** The bytes that each kind of chunk takes: a chunk is a line, or 64 bytes of a longer one. As git/diffcore-delta.c, hash_chars. */
function chunks(bytes: Uint8Array): Map<string, number> {
  const text = !isBinary(bytes);
  const found = new Map<string, number>();
  let chunk = '';
  const close = () => {
    found.set(chunk, (found.get(chunk) ?? 0) + chunk.length);
    chunk = '';
  };
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    // CR before LF counts for nothing in text.
    if (text && byte === 13 && bytes[i + 1] === 10) continue;
    chunk += String.fromCharCode(byte);
    if (byte === 10 || chunk.length === 64) close();
  }
  if (chunk !== '') close();
  return found;
}

/** How much of the larger file is in the other, in percent. As git/diffcore-rename.c, estimate_similarity. */
export function similarity(before: Uint8Array, after: Uint8Array): number {
  const largest = Math.max(before.length, after.length);
  const smallest = Math.min(before.length, after.length);
  if (largest === 0 || smallest * 2 < largest) return 0;
  const there = chunks(after);
  let copied = 0;
  for (const [chunk, size] of chunks(before)) copied += Math.min(size, there.get(chunk) ?? 0);
  return Math.floor((copied * 100) / largest);
}
