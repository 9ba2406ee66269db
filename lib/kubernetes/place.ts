import { entryOf, type YamlNode } from '@/lib/yaml';
import type { FieldTypes } from './schema/notation';
import { bareType, fieldsOf } from './schema/types';

/** `selector: {app: web}`: what is missing is the field around it, when only one of the fields takes any keys. */
export function insideOf(known: FieldTypes, path: readonly (string | number)[]): string | undefined {
  const [only, ...more] = Object.keys(known).filter((field) => /^!?\{[sq]$/.test(known[field] ?? ''));
  if (only === undefined || more.length > 0 || Object.keys(known).length > 3) return undefined;
  return [...path, only].filter((step) => typeof step === 'string').join('.');
}

/** Where else a field of this name exists: above or below the place where it stands, or in `metadata` or `spec`. */
export function placeOf(
  root: YamlNode,
  type: string,
  field: string,
  here: readonly (string | number)[],
): string | undefined {
  let level: { type: string; path: string }[] = [{ type, path: '' }];
  const own = here.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('');
  const visited = new Set<string>();
  const cousins: string[] = [];
  for (let depth = 0; depth < 7 && level.length; depth++) {
    const found = level.filter(({ type }) => fieldsOf(type)?.[field] !== undefined).map(({ path }) => path);
    // Init and ephemeral containers have nearly the same fields, and are hardly ever meant.
    const [nearby] = found.filter(
      (path) =>
        path !== own && (isWithin(own, path) || isWithin(path, own)) && !/\.(init|ephemeral)C/.test(path),
    );
    if (nearby === '') return entryOf(root, field) ? undefined : 'the top level';
    if (nearby !== undefined) return nearby.slice(1);
    if (depth === 1 || /template$/.test(own)) cousins.push(...found);
    level = level.flatMap(({ type, path }) =>
      Object.entries(fieldsOf(type) ?? {}).flatMap(([name, inner]) => {
        const bare = bareType(inner);
        const below = bare.replace(/^[[{]+/, '');
        const next = `${path}.${name}${bare.startsWith('[') ? '[]' : ''}`;
        if (!below.startsWith('#') || visited.has(below + next)) return [];
        // A type comes again below itself (JSON schemas); where it stands matters only near the top.
        if (depth > 3 && visited.has(below)) return [];
        visited.add(below).add(below + next);
        return [{ type: below, path: next }];
      }),
    );
  }
  return cousins[0]?.slice(1);
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && /^(?:$|[.[])/.test(path.slice(outer.length));
}
