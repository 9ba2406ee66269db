import { at, entryOf, type MapNode, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from '../engine/file';
import type { Project } from '../engine/project';
import type { CursorContext } from './context';

/** What stands around the cursor, as far as the half-written file can be read. */
export interface Surroundings {
  object: SourceObject | undefined;
  /** From the document's root to the mapping or list of the cursor. */
  nodes: readonly YamlNode[];
  /** The text of a key of the cursor's mapping. */
  text(key: string): string | undefined;
}

/** Reads what stands around the cursor. */
export function around(project: Project, path: string, { path: steps, from }: CursorContext): Surroundings {
  const file = project.files.get(path);
  const root = file?.yaml.documents.findLast(
    (document) => document.root && document.root.start <= from,
  )?.root;
  const nodes: YamlNode[] = root ? [root] : [];
  for (const step of steps) {
    const here = nodes.at(-1);
    const next =
      typeof step === 'string'
        ? entryOf(here, step)?.value
        : here?.kind === 'seq'
          ? (here.items.findLast((item) => item.start <= from) ?? here.items[0])
          : undefined;
    if (next === undefined) break;
    nodes.push(next);
  }
  return {
    object: file?.objects.find((object) => object.root === root),
    nodes,
    text: (key) => (nodes.length > steps.length ? stringOf(at(nodes.at(-1), key)) : undefined),
  };
}

/** The innermost mapping around the cursor that has a key. */
export function holderOf({ nodes }: Surroundings, key: string): MapNode | undefined {
  const found = nodes.findLast((node) => node.kind === 'map' && entryOf(node, key) !== undefined);
  return found?.kind === 'map' ? found : undefined;
}
