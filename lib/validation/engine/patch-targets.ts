import { at, stringOf, type YamlNode } from '@/lib/yaml';

/** What a target tells objects apart by. */
interface Targeted {
  kind: string;
  group: string;
  version: string;
  names: readonly string[];
}

/**
 * The objects that the `target` of a patch means, as far as group, version, kind and name go.
 * As kustomize api/types/selector.go: each is an expression that has to match as a whole.
 */
export function matchTarget<T extends Targeted>(objects: readonly T[], target: YamlNode): T[] {
  const tests = (['group', 'version', 'kind', 'name'] as const).flatMap((field) => {
    const wanted = stringOf(at(target, field));
    return wanted ? [[field, wanted] as const] : [];
  });
  return objects.filter((built) =>
    tests.every(([field, wanted]) =>
      (field === 'name' ? built.names : [built[field]]).some((value) => anchored(wanted, value)),
    ),
  );
}

function anchored(pattern: string, value: string): boolean {
  if (pattern === value) return true;
  if (pattern.length > 200) return false;
  // Alternatives of plain names and `.*` are what people write; anything richer is taken to match.
  if (!/^[\w.*|()-]*$/.test(pattern)) return true;
  return pattern
    .replace(/^\((.*)\)$/, '$1')
    .split('|')
    .some((part) => matchesStars(part.split('.*'), value));
}

/** Whether a text is these parts, in this order, with anything between them; it begins with the first and ends with the last. */
export function matchesStars(parts: string[], value: string): boolean {
  if (parts.some((part) => /[*()]/.test(part))) return true;
  const [first = '', ...rest] = parts;
  if (!value.startsWith(first)) return false;
  if (rest.length === 0) return value === first;
  let at = first.length;
  for (const [i, part] of rest.entries()) {
    const last = i === rest.length - 1;
    const found = last ? (value.endsWith(part) ? value.length - part.length : -1) : value.indexOf(part, at);
    if (found < at) return false;
    at = found + part.length;
  }
  return true;
}
