const named: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};
const unprintable = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u;

/** A string in quotes as Go's %q prints it. */
export function goQuote(text: string): string {
  let quoted = '"';
  for (const letter of text) {
    const name = named[letter];
    if (name !== undefined) quoted += name;
    else if (!unprintable.test(letter)) quoted += letter;
    else {
      const code = letter.codePointAt(0) ?? 0;
      const hex = code.toString(16);
      if (code < 0x80) quoted += `\\x${hex.padStart(2, '0')}`;
      else if (code <= 0xffff) quoted += `\\u${hex.padStart(4, '0')}`;
      else quoted += `\\U${hex.padStart(8, '0')}`;
    }
  }
  return `${quoted}"`;
}

/** A list of strings as Go's %v prints it. */
export const goList = (items: readonly string[]): string => `[${items.join(' ')}]`;

/** A map of strings as Go's %v prints it, sorted. */
export const goMap = (entries: ReadonlyMap<string, string>): string =>
  `map[${[...entries.keys()]
    .sort()
    .map((key) => `${key}:${entries.get(key)}`)
    .join(' ')}]`;
