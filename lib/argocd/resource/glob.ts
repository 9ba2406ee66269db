/**
 * Whether a pattern is a text: `*`, `**`, `?`, `[a-z]`, `{a,b}`. With a separator, `*` and `?` stop at it.
 * As gobwas/glob, which upstream uses; a pattern that is broken matches only itself.
 */
export function globMatches(pattern: string, text: string, separator?: string): boolean {
  try {
    return new RegExp(`^${sourceOf(pattern, separator)}$`, 's').test(text);
  } catch {
    return pattern === text;
  }
}

function sourceOf(pattern: string, separator: string | undefined): string {
  const one = separator === undefined ? '.' : `[^${separator}]`;
  let depth = 0;
  return pattern.replace(/\*\*|\[!?[^\]]+\]|\\.|[\s\S]/g, (part) => {
    if (part === '**') return '.*';
    if (part === '*') return `${one}*`;
    if (part === '?') return one;
    if (part === '{') {
      depth += 1;
      return '(?:';
    }
    if (part === '}' && depth > 0) {
      depth -= 1;
      return ')';
    }
    if (part === ',' && depth > 0) return '|';
    if (part.startsWith('[') && part.length > 2) return part.replace(/^\[!/, '[^');
    if (part.startsWith('\\') && part.length === 2) return part.slice(1).replace(/[^\w]/, '\\$&');
    return part.replace(/[.+^${}()|[\]\\/]/, '\\$&');
  });
}
