import { type Entry, type MapNode, type ScalarNode, type Span, scalarOf, type YamlNode } from '@/lib/yaml';
import type { Project } from '../../engine/project';
import type { Finding, SeverityWord } from '../../engine/rule';

/** Says what is wrong at a place; what `unless` finds takes it back. */
export type Tell = (place: Span, message: string, more?: More) => void;

interface More {
  severity?: SeverityWord;
  unless?: (project: Project) => boolean;
}

/** Looks at an entry of a mapping. */
export type Check<T = Tell> = (entry: Entry, tell: T, owner: MapNode) => void;

/** Looks at a mapping as a whole; `place` is its key, or the first key of an entry of a list. */
type WholeCheck<T> = (node: MapNode, tell: T, place: Span) => void;

/** The key of the check that looks at the mapping as a whole. */
export const WHOLE = Symbol('whole');

/** What to look at in a mapping, or in each mapping of a list: by field, as deep as the fields go. */
export interface Fields<T = Tell> {
  readonly [WHOLE]?: WholeCheck<T>;
  readonly [field: string]: Check<T> | Fields<T>;
}

/** Looks at the fields of a node. Passes each entry once; what the table does not name is not entered. */
export function walk<T>(node: YamlNode | undefined, fields: Fields<T>, tell: T, key?: ScalarNode): void {
  if (node?.kind === 'seq') {
    for (const item of node.items) if (item.kind === 'map') walk(item, fields, tell);
    return;
  }
  if (node?.kind !== 'map') return;
  fields[WHOLE]?.(node, tell, key ?? node.entries[0]?.key ?? node);
  for (const entry of node.entries) {
    const field = Object.hasOwn(fields, entry.key.text) ? fields[entry.key.text] : undefined;
    if (typeof field === 'function') field(entry, tell, node);
    else if (field) walk(entry.value, field, tell, entry.key);
  }
}

/** The findings of a walk. */
export function findingsOf(visit: (tell: Tell) => void): Finding[] {
  const found: Finding[] = [];
  visit(({ start, end }, message, more) => {
    found.push({ start, end, message, ...more });
  });
  return found;
}

/** The number that a node holds. */
export function numberOf(node: YamlNode | undefined): number | undefined {
  const value = scalarOf(node)?.value;
  return typeof value === 'number' ? value : undefined;
}

/** Whether a text is filled in before anyone reads it: a placeholder of a template. */
export function isPlaceholder(text: string): boolean {
  return /[{$]/.test(text);
}
