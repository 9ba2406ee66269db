import { groupOf } from '@/lib/kubernetes';
import { folderOf } from '@/lib/tree';
import { at, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { applicationFolders } from '../../engine/applications';
import { buildOf, idOf } from '../../engine/builds';
import type { SourceFile, SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { aKind } from '../../engine/words';
import { CONFIG, HEAD, KUSTOMIZE_DOCS } from './examples';

const resources = `${HEAD}resources:\n  - config.yaml\n  - other.yaml\n`;

export const sameId: Rule = {
  id: 'kustomize-same-id',
  severity: 'error',
  title: 'Two files define the same object',
  why: 'Objects are told apart by group, kind, namespace and name. When two have the same, kustomize stops with "may not add resource with an already registered id"; from a plain folder Argo CD applies the last one and shows a RepeatedResourceWarning.',
  failing: {
    files: { 'kustomization.yaml': resources, 'config.yaml': CONFIG, 'other.yaml': CONFIG },
    path: 'other.yaml',
  },
  passing: {
    files: {
      'kustomization.yaml': resources,
      'config.yaml': CONFIG,
      'other.yaml': CONFIG.replace('name: settings', 'name: other'),
    },
    path: 'other.yaml',
  },
  source: [KUSTOMIZE_DOCS],
  *project(project): Generator<Finding & { path: string }> {
    yield* inPlainFolders(project);
    const told = new Set<string>();
    for (const file of project.files.values()) {
      if (!file.kustomization) continue;
      const first = new Map<string, { path: string; version: string }>();
      const listed = new Set<unknown>();
      for (const built of buildOf(project, file).objects) {
        const { object } = built;
        if (object && listed.has(object.root)) continue;
        if (object) listed.add(object.root);
        const id = idOf(built);
        const other = first.get(id);
        if (other === undefined) {
          first.set(id, { path: object?.file.path ?? file.path, version: built.version });
          continue;
        }
        const node = object && scalarOf(at(object.root, 'metadata', 'name'));
        if (!object || !node || told.has(`${object.file.path}:${node.start}`)) continue;
        told.add(`${object.file.path}:${node.start}`);
        // kustomize tells versions apart, and the cluster does not.
        const stops = other.version === built.version;
        yield {
          path: object.file.path,
          start: node.start,
          end: node.end,
          severity: stops ? 'error' : 'warning',
          message: `\`${other.path === object.file.path ? 'This file' : other.path}\` defines ${aKind(built.kind)} \`${node.text}\` as well, and \`${file.path}\` builds both, ${stops ? 'so kustomize stops' : 'which are one object to the cluster: only the one that is applied last stays'}. Rename one, or remove it.`,
        };
      }
    }
  },
};

/** Without a kustomization a folder is applied as it is, file by file. */
function* inPlainFolders(project: Project): Generator<Finding & { path: string }> {
  // One object that comes twice is a slip; several are variants that somebody keeps side by side.
  for (const [folder, again] of repeatedIn(project))
    if (again.length === 1 || isDeployed(project, folder))
      for (const { object, node, first } of again)
        yield {
          path: object.file.path,
          start: node.start,
          end: node.end,
          severity: 'warning',
          message: `\`${first === object.file.path ? 'This file' : first}\` defines ${aKind(object.kind)} \`${node.text}\` as well. Of the two only the one that is applied last stays. Rename one, or remove it.`,
        };
}

interface Again {
  object: SourceObject;
  node: ScalarNode;
  /** The path of the file that has it first. */
  first: string;
}

function repeatedIn(project: Project): Map<string, Again[]> {
  const built = new Set(project.references.map(({ target }) => target));
  const first = new Map<string, string>();
  const repeated = new Map<string, Again[]>();
  for (const file of project.files.values()) {
    const { path } = file;
    const folder = folderOf(path);
    if (built.has(path) || project.roleOf(path) !== 'object' || project.kustomizationOf(folder)) continue;
    for (const { id, object, node } of namedIn(file)) {
      const other = first.get(id);
      if (other === undefined) first.set(id, path);
      else repeated.set(folder, [...(repeated.get(folder) ?? []), { object, node, first: other }]);
    }
  }
  return repeated;
}

interface Named {
  /** What tells the object apart from the others of its folder, and the folder. */
  id: string;
  object: SourceObject;
  node: ScalarNode;
}

const memory = new WeakMap<SourceFile, readonly Named[]>();

function namedIn(file: SourceFile): readonly Named[] {
  const known = memory.get(file);
  if (known) return known;
  const found: Named[] = [];
  memory.set(file, found);
  for (const object of file.objects) {
    const node = scalarOf(at(object.root, 'metadata', 'name'));
    const { apiVersion, kind, namespace = '', name } = object;
    if (node && name !== undefined)
      found.push({
        id: `${folderOf(file.path)}|${groupOf(apiVersion)}|${kind}|${namespace}|${name}`,
        object,
        node,
      });
  }
  return found;
}

function isDeployed(project: Project, folder: string): boolean {
  return project.ofKind('Application').some(({ root }) => {
    const path = stringOf(at(root, 'spec', 'source', 'path'));
    return path !== undefined && applicationFolders(project.tree, path).includes(folder);
  });
}
