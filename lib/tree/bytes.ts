import type { FileContent } from './tree';

/** The content of a file that a learner brings: text when its bytes are valid UTF-8, else the bytes themselves. */
export function contentOf(bytes: Uint8Array): FileContent {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    // TextDecoder says "not UTF-8" with a TypeError and has no other way to say it.
    if (error instanceof TypeError) return bytes;
    throw error;
  }
}

/** Reads bytes as Windows-1252, the encoding of most text that is not UTF-8. Every byte has a meaning in it. */
export function fromWindows1252(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}
