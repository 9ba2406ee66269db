import { groupOf, isClusterScoped } from '@/lib/kubernetes';
import { at, itemsOf, stringOf } from '@/lib/yaml';
import type { SourceFile, SourceObject } from './file';
import type { Project } from './project';

/** An object as a kustomization builds it. */
export interface Built {
  kind: string;
  group: string;
  version: string;
  /** As the kustomization's transformers leave them. */
  name: string;
  namespace: string | undefined;
  /** All names that it had on the way, by which patches may still call it. */
  names: string[];
  /** Where it is written; undefined for what a generator makes. */
  object: SourceObject | undefined;
}

export interface Build {
  objects: Built[];
  /** Whether the tree shows everything that the build takes in: nothing remote, no chart, no plugin. */
  complete: boolean;
}

/** What the kustomization in a file builds, as far as names and ids go. As kustomize api/internal/target/kusttarget.go. */
export function buildOf(project: Project, file: SourceFile, under: readonly string[] = []): Build {
  const known = memory.get(project)?.get(file.path);
  if (known) return known;
  const build: Build = { objects: [], complete: true };
  if (under.includes(file.path) || under.length > 20) return { objects: [], complete: false };
  const below = [...under, file.path];
  for (const reference of project.references) {
    if (reference.from !== file || !['resources', 'bases', 'components'].includes(reference.field)) continue;
    const target = reference.target;
    const source = target === undefined ? undefined : project.files.get(target);
    const nested = target === undefined ? undefined : project.kustomizationOf(target);
    if (source && !source.kustomization) {
      build.complete &&= !source.yaml.broken;
      for (const object of source.objects) build.objects.push(written(object));
    } else if (nested) {
      const inner = buildOf(project, nested, below);
      build.complete &&= inner.complete;
      for (const built of inner.objects) build.objects.push({ ...built, names: [...built.names] });
    } else build.complete = false;
  }
  generate(file, build);
  transform(file, build);
  const map = memory.get(project) ?? new Map<string, Build>();
  map.set(file.path, build);
  memory.set(project, map);
  return build;
}

const memory = new WeakMap<Project, Map<string, Build>>();

function written(object: SourceObject): Built {
  const { kind, apiVersion, namespace } = object;
  const name = object.name ?? '';
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return { kind, group: groupOf(apiVersion), version, name, namespace, names: [name], object };
}

function generate({ kustomization }: SourceFile, build: Build) {
  for (const field of ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers'])
    if (itemsOf(at(kustomization, field)).length) build.complete = false;
  for (const [field, kind] of [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ] as const)
    for (const item of itemsOf(at(kustomization, field))) {
      const name = stringOf(at(item, 'name'));
      const behavior = stringOf(at(item, 'behavior')) ?? 'create';
      if (name === undefined || behavior !== 'create') continue;
      const namespace = stringOf(at(item, 'namespace'));
      build.objects.push({
        kind,
        group: '',
        version: 'v1',
        name,
        namespace,
        names: [name],
        object: undefined,
      });
    }
}

function transform({ kustomization }: SourceFile, build: Build) {
  const prefix = stringOf(at(kustomization, 'namePrefix')) ?? '';
  const suffix = stringOf(at(kustomization, 'nameSuffix')) ?? '';
  const namespace = stringOf(at(kustomization, 'namespace'));
  for (const built of build.objects) {
    if (namespace !== undefined && !isClusterScoped(built.kind)) built.namespace = namespace;
    if ((prefix || suffix) && built.kind !== 'Namespace' && built.kind !== 'CustomResourceDefinition') {
      built.name = prefix + built.name + suffix;
      built.names.push(built.name);
    }
  }
}

/** What makes two objects the same to kustomize: group, kind, namespace and name. */
export function idOf({ group, kind, name, namespace }: Built): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}
