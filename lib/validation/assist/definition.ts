import { matches, podOf, textMap } from '@/lib/kubernetes';
import { folderOf, type Tree } from '@/lib/tree';
import { at, itemsOf, type Span, scalarOf, type YamlNode } from '@/lib/yaml';
import type { Position, Range } from '../diagnostic';
import { applicationFolders } from '../engine/applications';
import type { ValidationCache } from '../engine/cache';
import type { SourceFile, SourceObject } from '../engine/file';
import type { Project } from '../engine/project';
import { readProject } from '../engine/read-project';
import { rangeOf } from '../engine/to-diagnostic';
import { locate } from './locate';
import { kindsNamedAt } from './named-kinds';
import { GENERATORS } from './object-names';

export interface Place {
  path: string;
  range: Range;
}

/**
 * Where the thing at a place is defined: the file of a kustomization's entry, the Pods of a Service, the folder of an
 * Application's path (its kustomization), the Service of an Ingress, the ConfigMap, Secret, account or claim of a Pod.
 * What a kustomization generates is defined by its generator.
 */
export function definition(tree: Tree, path: string, position: Position, cache?: ValidationCache): Place[] {
  const project = readProject(tree, cache);
  const file = project.files.get(path);
  if (!file) return [];
  const offset = file.yaml.lines.offsetAt(position);
  const reference = project.references.find(({ from, node }) => from.path === path && within(node, offset));
  if (reference) return reference.target === undefined ? [] : placeOf(project, reference.target);
  const found = locate(file.yaml, offset);
  const object = file.objects.find((candidate) => candidate.root === found?.root);
  if (!found || !object) return [];
  if (object.kind === 'Service' && (found.path[1] === 'selector' || found.entry?.key.text === 'selector'))
    return podsOf(project, object);
  if (object.kind === 'Application' && found.entry?.key.text === 'path')
    return applicationPath(project, found.node.text);
  if (found.isKey) return [];
  const steps = found.path.filter((step) => typeof step === 'string');
  const place = [...steps, ...(found.entry ? [found.entry.key.text] : [])].join('.');
  return namedAt(project, kindsNamedAt(place) ?? [], found.node.text);
}

/** The objects of a name, and the entries of the generators that make them. */
function namedAt(project: Project, kinds: readonly string[], name: string): Place[] {
  const places = project
    .objects()
    .filter((object) => object.name === name && kinds.includes(object.kind))
    .map((object) => named(object, object.root));
  for (const file of project.files.values())
    for (const kind of kinds)
      for (const item of itemsOf(at(file.kustomization, GENERATORS[kind] ?? ''))) {
        const node = scalarOf(at(item, 'name'));
        if (node?.text === name) places.push({ path: file.path, range: rangeOf(file.yaml.lines, node) });
      }
  return places;
}

function within({ start, end }: Span, offset: number): boolean {
  return offset >= start && offset <= end;
}

function placeOf(project: Project, target: string): Place[] {
  const file = project.files.get(target) ?? project.kustomizationOf(target);
  if (file) return [top(file)];
  const start = { line: 0, character: 0 };
  return project.tree.has(target) ? [{ path: target, range: { start, end: start } }] : [];
}

function top(file: SourceFile): Place {
  return { path: file.path, range: rangeOf(file.yaml.lines, { start: 0, end: 0 }) };
}

function podsOf(project: Project, service: SourceObject): Place[] {
  const selector = textMap(at(service.root, 'spec', 'selector'));
  if (selector.size === 0) return [];
  return project.objects().flatMap((object) => {
    const labels = at(podOf(object)?.template, 'metadata', 'labels');
    return labels && matches(selector, textMap(labels)) ? [named(object, labels)] : [];
  });
}

function named({ root, file }: SourceObject, fallback: YamlNode): Place {
  const name = scalarOf(at(root, 'metadata', 'name')) ?? fallback;
  return { path: file.path, range: rangeOf(file.yaml.lines, name) };
}

function applicationPath(project: Project, text: string): Place[] {
  return applicationFolders(project.tree, text).flatMap((folder) => {
    const file =
      project.kustomizationOf(folder) ??
      [...project.files.values()].find(({ path }) => folderOf(path) === folder);
    return file ? [top(file)] : [];
  });
}
