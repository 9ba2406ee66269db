// As git/Documentation/gitprotocol-common.txt, "pkt-line Format".
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const FLUSH = encoder.encode('0000');

/** The most that one line of side-band-64k carries beside its length and its band. */
const BAND_SIZE = 65_515;

/** One byte array of many. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A line with its length before it. */
export function line(content: string | Uint8Array): Uint8Array {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return joined([encoder.encode((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}

/** Bytes on a side band, in as many lines as they need: 1 is the answer, 2 is for people, 3 is fatal. */
export function onBand(band: 1 | 2 | 3, bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += BAND_SIZE)
    lines.push(line(joined([Uint8Array.of(band), bytes.subarray(at, at + BAND_SIZE)])));
  return joined(lines);
}

/**
 * The lines up to the first flush, and where what follows begins. A length that makes no sense ends the reading.
 */
export function readLines(bytes: Uint8Array, from = 0): { lines: Uint8Array[]; end: number } {
  const lines: Uint8Array[] = [];
  let at = from;
  while (at + 4 <= bytes.length) {
    const size = Number.parseInt(decoder.decode(bytes.subarray(at, at + 4)), 16);
    if (size === 0) return { lines, end: at + 4 };
    if (!(size >= 4) || at + size > bytes.length) break;
    lines.push(bytes.subarray(at + 4, at + size));
    at += size;
  }
  return { lines, end: at };
}

/** A line as text, without its line feed. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes).replace(/\n$/, '');

/** What a response says on band 2, to people. */
export function spoken(response: Uint8Array): string {
  const { lines } = readLines(response);
  return decoder.decode(joined(lines.filter((part) => part[0] === 2).map((part) => part.subarray(1))));
}

/** All bytes of a request's or a response's body. */
export async function collected(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> | undefined,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of body ?? []) parts.push(part);
  return joined(parts);
}
