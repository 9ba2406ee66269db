import { at, entryOf, itemsOf, type MapNode, stringOf, type YamlNode } from '@/lib/yaml';

/** A document that says what it is. */
export interface KubeObject {
  root: MapNode;
  apiVersion: string;
  kind: string;
  /** `metadata.name`, when it is text and not empty. */
  name: string | undefined;
  namespace: string | undefined;
}

/** The object that a node describes, or undefined when it has no `kind` or no `apiVersion`. */
export function objectOf(root: YamlNode | undefined): KubeObject | undefined {
  if (root?.kind !== 'map') return undefined;
  const apiVersion = stringOf(at(root, 'apiVersion'));
  const kind = stringOf(at(root, 'kind'));
  if (!apiVersion || !kind) return undefined;
  const name = stringOf(at(root, 'metadata', 'name')) || undefined;
  const namespace = stringOf(at(root, 'metadata', 'namespace')) || undefined;
  return { root, apiVersion, kind, name, namespace };
}

/** The objects of a document: itself, or the items of a List. */
export function objectsOf(root: YamlNode | undefined): KubeObject[] {
  const object = objectOf(root);
  if (!object) return [];
  if (!object.kind.endsWith('List') || !entryOf(root, 'items')) return [object];
  return itemsOf(at(root, 'items')).flatMap((item) => objectOf(item) ?? []);
}
