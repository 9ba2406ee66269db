/** What a gap of YAML holds: a scalar of YAML 1.2's core schema, a list of them, or (undefined) nothing that we parse. */
export type GapValue = string | number | boolean | null | readonly GapValue[];

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
  '0': '\0',
  r: '\r',
};

// As YAML 1.2.2, 10.3.2 (tag resolution of the core schema).
function plain(text: string): GapValue {
  if (/^(~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?[0-9]+$/.test(text)) return Number(text);
  if (/^0o[0-7]+$|^0x[0-9a-fA-F]+$/.test(text)) return Number(text);
  if (/^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text)) return Number(text);
  return text;
}

function flowList(text: string): GapValue | undefined {
  const inner = text.slice(1, -1).trim();
  if (inner === '') return [];
  const items = inner.match(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,'"[\]{}]+|,/g);
  if (items === null || items.join('').length !== inner.length) return undefined;
  const values: GapValue[] = [];
  for (const item of items.map((one) => one.trim()).filter((one) => one !== ',' && one !== '')) {
    const value = gapValue(item);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/**
 * The value that a gap of YAML stands for: plain, quoted, or a flow list of those. No full parser: a gap is one line, and
 * the page should not load one for it.
 *
 * @returns the value; undefined for text that is no such thing (an unclosed quote, a mapping), which equals nothing.
 */
export function gapValue(source: string): GapValue | undefined {
  const text = source.trim();
  const quote = text[0];
  if (quote === "'") {
    const body = /^'((?:[^']|'')*)'(?:\s+#.*)?$/.exec(text)?.[1];
    return body?.replaceAll("''", "'");
  }
  if (quote === '"') {
    const body = /^"((?:[^"\\]|\\[nt"\\/0r])*)"(?:\s+#.*)?$/.exec(text)?.[1];
    return body?.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
  }
  if (quote === '[') {
    const list = text.replace(/\s+#.*$/, '');
    return list.endsWith(']') ? flowList(list) : undefined;
  }
  if (/^[{&*!|>%@`]/.test(text) || /:(\s|$)/.test(text)) return undefined;
  return plain(text.replace(/(^|\s+)#.*$/, ''));
}

/** Whether two gap values are the same value: same type, lists item by item. */
export function sameValue(a: GapValue | undefined, b: GapValue | undefined): boolean {
  return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

/** Whether two texts are the same comma-separated list, whatever its order, spaces and quotes. */
export function sameCommaList(a: string, b: string): boolean {
  const parts = (source: string) => {
    const value = gapValue(source);
    if (typeof value !== 'string') return undefined;
    const entries = value.split(',').map((entry) => entry.trim());
    return [...new Set(entries.filter((entry) => entry !== ''))].sort().join();
  };
  const left = parts(a);
  return left !== undefined && left === parts(b);
}
