import type { Entry, ParsedYaml, ScalarNode, YamlNode } from '@/lib/yaml';

/** The scalar at a place: a key or a value, the path of the mapping or list around it, and its entry. */
export interface Located {
  root: YamlNode;
  document: number;
  node: ScalarNode;
  isKey: boolean;
  /** From the root to the owner of the entry or item. */
  path: (string | number)[];
  entry: Entry | undefined;
}

export function locate(yaml: ParsedYaml, offset: number): Located | undefined {
  for (const [document, { root }] of yaml.documents.entries()) {
    if (!root || offset < root.start || offset > root.end) continue;
    const found = descend(root, offset, []);
    if (found) return { root, document, ...found };
  }
  return undefined;
}

type Found = Omit<Located, 'root' | 'document'>;

function descend(node: YamlNode, offset: number, path: (string | number)[]): Found | undefined {
  if (node.kind === 'seq') {
    for (const [index, item] of node.items.entries()) {
      if (!contains(item, offset)) continue;
      if (item.kind === 'scalar')
        return { node: item, isKey: false, path: [...path, index], entry: undefined };
      return descend(item, offset, [...path, index]);
    }
    return undefined;
  }
  if (node.kind !== 'map') return undefined;
  for (const entry of node.entries) {
    if (contains(entry.key, offset)) return { node: entry.key, isKey: true, path, entry };
    if (!contains(entry.value, offset)) continue;
    if (entry.value.kind === 'scalar') return { node: entry.value, isKey: false, path, entry };
    return descend(entry.value, offset, [...path, entry.key.text]);
  }
  return undefined;
}

function contains(node: YamlNode, offset: number): boolean {
  return offset >= node.start && offset <= node.end;
}
