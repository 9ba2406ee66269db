import { groupOf, isClusterScoped, nearest } from '@/lib/kubernetes';
import { folderOf, nameOf, resolvePath } from '@/lib/tree';
import { at, isMissing, itemsOf, parseYaml, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceFile, SourceObject } from './file';
import { matchTarget } from './patch-targets';
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
  names: readonly string[];
  /** The same with the namespace that it had then; `default` where it says none. */
  ids: readonly { name: string; namespace: string }[];
  /** Where it is written; undefined for what a generator makes. */
  object: SourceObject | undefined;
  /** The kustomization whose generator makes it. */
  madeBy?: string;
}

export interface Build {
  objects: Built[];
  /** The same as this kustomization's patches see them: before its own names and namespace are given. */
  patched: Built[];
  /** Whether the tree shows everything that the build takes in: nothing remote, no chart, no plugin. */
  complete: boolean;
}

/** What the kustomization in a file builds, as far as names and ids go. As kustomize api/internal/target/kusttarget.go. */
export function buildOf(project: Project, file: SourceFile, under: readonly string[] = []): Build {
  const known = memory.get(project)?.get(file.path);
  if (known) return known;
  const build: Build = { objects: [], patched: [], complete: true };
  if (under.includes(file.path) || under.length > 20) return { ...build, complete: false };
  const below = [...under, file.path];
  for (const reference of project.referencesFrom(file)) {
    if (!['resources', 'bases', 'components'].includes(reference.field)) continue;
    const target = reference.target;
    const source = target === undefined ? undefined : project.files.get(target);
    const nested = target === undefined ? undefined : project.kustomizationOf(target);
    if (source && !source.kustomization) {
      build.complete &&= !source.yaml.torn;
      for (const object of source.objects) build.objects.push(written(object));
    } else if (nested) {
      const inner = buildOf(project, nested, below);
      build.complete &&= inner.complete;
      for (const built of inner.objects) build.objects.push(copyOf(built));
    } else {
      const meant = target === undefined ? undefined : meantBy(project, file, target);
      if (meant?.yaml.torn === false) for (const object of meant.objects) build.objects.push(written(object));
      else build.complete = false;
    }
  }
  // A list that is none, and a base that is no kustomization, are told where they stand.
  const lists = ['resources', 'bases', 'components'].map((field) => at(file.kustomization, field));
  if (!file.kustomization || lists.some((list) => list && list.kind !== 'seq' && !isMissing(list)))
    build.complete = false;
  generate(file, build);
  build.patched = build.objects.map(copyOf);
  const deleted = new Set(deletedBy(project, file, build.objects));
  if (deleted.size) build.objects = build.objects.filter((built) => !deleted.has(built));
  transform(file, build);
  const map = memory.get(project) ?? new Map<string, Build>();
  map.set(file.path, build);
  memory.set(project, map);
  return build;
}

/** The file that an entry which leads nowhere nearly names, and that the kustomization does not list. */
function meantBy(project: Project, from: SourceFile, target: string): SourceFile | undefined {
  const folder = folderOf(target);
  const listed = new Set(project.referencesFrom(from).map((reference) => reference.target));
  const beside = [...project.files.values()].filter(
    ({ path, kustomization }) => !kustomization && folderOf(path) === folder && !listed.has(path),
  );
  const name = nearest(
    nameOf(target),
    beside.map(({ path }) => nameOf(path)),
  );
  return beside.find(({ path }) => nameOf(path) === name);
}

const memory = new WeakMap<Project, Map<string, Build>>();

function copyOf(built: Built): Built {
  return { ...built };
}

const asWritten = new WeakMap<SourceObject, Built>();

/** An object as it is written; of one whose file has not changed, the names are those of the last time. */
function written(object: SourceObject): Built {
  const known = asWritten.get(object);
  if (known) return copyOf(known);
  const { kind, apiVersion, namespace } = object;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const built = made({
    kind,
    group: groupOf(apiVersion),
    version,
    name: object.name ?? '',
    namespace,
    object,
  });
  asWritten.set(object, built);
  return copyOf(built);
}

function made(built: Omit<Built, 'names' | 'ids'>): Built {
  const whole: Built = { ...built, names: [], ids: [] };
  remember(whole);
  return whole;
}

function remember(built: Built) {
  built.names = [...built.names, built.name];
  built.ids = [...built.ids, { name: built.name, namespace: built.namespace || 'default' }];
}

function generate({ kustomization, path }: SourceFile, build: Build) {
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
      build.objects.push(
        made({ kind, group: '', version: 'v1', name, namespace, object: undefined, madeBy: path }),
      );
    }
}

/** The objects that patches with `$patch: delete` take out of a build. As kustomize api/resmap/reswrangler.go, ApplySmPatch. */
function deletedBy(project: Project, file: SourceFile, objects: readonly Built[]): Built[] {
  return [
    ...['patches', 'patchesJson6902'].flatMap((field) => itemsOf(at(file.kustomization, field))),
    ...itemsOf(at(file.kustomization, 'patchesStrategicMerge')),
  ].flatMap((item) => {
    const target = at(item, 'target');
    return rootsOf(project, file, item)
      .filter((root) => stringOf(at(root, '$patch')) === 'delete')
      .flatMap((root) => {
        if (target) return matchTarget(objects, target);
        const kind = stringOf(at(root, 'kind'));
        const name = stringOf(at(root, 'metadata', 'name'));
        return objects.filter((built) => built.kind === kind && built.names.includes(name ?? ''));
      });
  });
}

/** What a patch of a kustomization holds, where it may delete something. */
function rootsOf(project: Project, file: SourceFile, item: YamlNode): YamlNode[] {
  const path = stringOf(at(item, 'path')) ?? stringOf(item);
  const where = path === undefined ? undefined : resolvePath(folderOf(file.path), path);
  const text = where === undefined ? stringOf(at(item, 'patch')) : undefined;
  const yaml = where === undefined ? undefined : project.files.get(where)?.yaml;
  const read = yaml ?? (text?.includes('$patch') ? parseYaml(text) : undefined);
  return (read?.documents ?? []).flatMap(({ root }) => root ?? []);
}

function transform({ kustomization }: SourceFile, build: Build) {
  const prefix = stringOf(at(kustomization, 'namePrefix')) ?? '';
  const suffix = stringOf(at(kustomization, 'nameSuffix')) ?? '';
  const namespace = stringOf(at(kustomization, 'namespace'));
  for (const built of build.objects) {
    if (namespace) {
      // As kustomize api/filters/namespace: the Namespace itself is named so too.
      if (built.kind === 'Namespace') built.name = namespace;
      else if (!isClusterScoped(built.kind)) built.namespace = namespace;
      remember(built);
    }
    if ((prefix || suffix) && built.kind !== 'Namespace' && built.kind !== 'CustomResourceDefinition') {
      built.name = prefix + built.name + suffix;
      remember(built);
    }
  }
}

/** What makes two objects the same to the cluster: group, kind, namespace and name. To kustomize the version counts too. */
export function idOf({ group, kind, name, namespace }: Built): string {
  return `${group}/${kind}/${namespace || 'default'}/${name}`;
}
