import type { FileContent } from '@/lib/tree';
import { Failure } from '../failure';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file, or undefined when its bytes are no UTF-8. */
export function utf8Of(content: FileContent): string | undefined {
  if (typeof content === 'string') return content;
  try {
    return decoder.decode(content);
  } catch {
    return undefined;
  }
}

const widthOf = (lead: number): number =>
  lead < 0x80 ? 1 : (lead & 0xe0) === 0xc0 ? 2 : (lead & 0xf0) === 0xe0 ? 3 : (lead & 0xf8) === 0xf0 ? 4 : 0;

/** What libyaml's reader says of the first character that is none. As readerc.go. */
function problemOf(bytes: Uint8Array): string {
  for (let at = 0; at < bytes.length; ) {
    const width = widthOf(bytes[at] ?? 0);
    if (width === 0) return 'invalid leading UTF-8 octet';
    if (at + width > bytes.length) return 'incomplete UTF-8 octet sequence';
    const rest = bytes.subarray(at + 1, at + width);
    if (rest.some((byte) => (byte & 0xc0) !== 0x80)) return 'invalid trailing UTF-8 octet';
    if (utf8Of(bytes.subarray(at, at + width)) === undefined) {
      const first = bytes[at] ?? 0;
      const second = bytes[at + 1] ?? 0;
      const long =
        (width === 2 && first < 0xc2) ||
        (first === 0xe0 && second < 0xa0) ||
        (first === 0xf0 && second < 0x90);
      return long ? 'invalid length of a UTF-8 sequence' : 'invalid Unicode character';
    }
    at += width;
  }
  return 'invalid leading UTF-8 octet';
}

/** The text of a YAML file. */
export function yamlText(content: FileContent): string {
  const text = utf8Of(content);
  if (text !== undefined) return text;
  throw new Failure(`yaml: ${problemOf(typeof content === 'string' ? new Uint8Array() : content)}`);
}
