import { folderOf, nameOf, resolvePath, textOf } from '@/lib/tree';
import { at, entriesOf, itemsOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceFile, SourceObject } from './file';
import type { Project } from './project';

/** The keys of each ConfigMap and Secret of the tree, by `kind/name`; none for one whose keys nobody can know. */
export type DataKeys = ReadonlyMap<string, ReadonlySet<string>>;

const memory = new WeakMap<Project, DataKeys>();

/** What the ConfigMaps and Secrets of a tree hold, written ones and generated ones; those of one name together. */
export function dataKeys(project: Project): DataKeys {
  const known = memory.get(project);
  if (known) return known;
  const found = new Map<string, Set<string>>();
  const unknown = new Set<string>();
  const add = (id: string, keys: Iterable<string> | undefined) => {
    if (!keys) unknown.add(id);
    const all = found.get(id) ?? new Set();
    for (const key of keys ?? []) all.add(key);
    found.set(id, all);
  };
  for (const kind of ['ConfigMap', 'Secret'])
    for (const object of project.ofKind(kind))
      if (object.name !== undefined)
        add(
          `${kind}/${object.name}`,
          isFilledIn(object)
            ? undefined
            : FIELDS.flatMap((field) => entriesOf(at(object.root, field)).map(({ key }) => key.text)),
        );
  for (const file of project.files.values())
    for (const [field, kind] of [
      ['configMapGenerator', 'ConfigMap'],
      ['secretGenerator', 'Secret'],
    ] as const)
      for (const item of itemsOf(at(file.kustomization, field))) {
        const name = stringOf(at(item, 'name'));
        if (name === undefined) continue;
        add(`${kind}/${name}`, file.unsure ? undefined : generated(project, file, item));
      }
  for (const id of unknown) found.delete(id);
  memory.set(project, found);
  return found;
}

const FIELDS = ['data', 'binaryData', 'stringData'];

/** Whether somebody else may put keys in: a controller, into a Secret of its type or into an object that holds nothing. */
function isFilledIn({ file, root }: SourceObject): boolean {
  const type = stringOf(at(root, 'type'));
  return (
    file.unsure ||
    type === 'kubernetes.io/service-account-token' ||
    FIELDS.every((field) => entriesOf(at(root, field)).length === 0)
  );
}

/** The keys that a generator's entry makes; undefined where a file of variables is not there. */
function generated(project: Project, file: SourceFile, item: YamlNode): string[] | undefined {
  const keys: string[] = [];
  for (const literal of itemsOf(at(item, 'literals')))
    keys.push((stringOf(literal) ?? '').split('=')[0] ?? '');
  for (const entry of itemsOf(at(item, 'files'))) {
    const text = stringOf(entry) ?? '';
    const cut = text.indexOf('=');
    keys.push(cut === -1 ? nameOf(text) : text.slice(0, cut));
  }
  for (const entry of [...itemsOf(at(item, 'envs')), at(item, 'env')]) {
    const path = stringOf(entry);
    if (path === undefined) continue;
    const where = resolvePath(folderOf(file.path), path);
    const text = where === undefined ? undefined : textOf(project.tree, where);
    if (text === undefined) return undefined;
    for (const line of text.split('\n')) {
      const key = /^\s*([^#=\s][^=]*)=/.exec(line)?.[1];
      if (key !== undefined) keys.push(key);
    }
  }
  return keys;
}
