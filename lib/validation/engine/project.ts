import { folderOf, nameOf, resolvePath, type Tree } from '@/lib/tree';
import { at, itemsOf, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { sourcesOf } from './applications';
import { hasKey, KUSTOMIZATION_NAMES, type SourceFile, type SourceObject } from './file';

/**
 * What a file is to the kustomizations: an object to build, a patch of one, or plain data. A chart's templates become
 * YAML only when Helm has filled them in.
 */
export type Role = 'object' | 'patch' | 'data' | 'template';

export interface Reference {
  from: SourceFile;
  field: string;
  node: ScalarNode;
  /** The path in the tree, or undefined when it leaves the tree or is no path. */
  target: string | undefined;
}

/** All files of a tree, and how they refer to each other. */
export class Project {
  private readonly rolesByPath = new Map<string, Role>();
  readonly references: Reference[] = [];
  private whole: SourceObject[] | undefined;
  private readonly byKind = new Map<string, readonly SourceObject[]>();
  private readonly byOrigin = new Map<SourceFile, Reference[]>();
  /** Whether a Helm chart lies in the tree, whose templates say what there is only when they are filled in. */
  readonly hasCharts: boolean;

  constructor(
    readonly tree: Tree,
    readonly files: ReadonlyMap<string, SourceFile>,
  ) {
    this.hasCharts = [...tree.keys()].some((path) => nameOf(path) === 'Chart.yaml');
    for (const file of files.values()) {
      if (file.kustomization) this.index(file);
      if (VALUES.test(nameOf(file.path)) && !file.objects.some(isWhole))
        this.rolesByPath.set(file.path, 'data');
      if (EXPECTED.test(nameOf(file.path))) this.rolesByPath.set(file.path, 'data');
      if (hasKey(file, ['valueFiles']))
        for (const path of valueFiles(file, files)) this.rolesByPath.set(path, 'data');
    }
    for (const { target, field } of this.references) {
      const role = ROLES[field];
      if (target !== undefined && role) this.rolesByPath.set(target, role);
    }
    const listed = new Set(this.references.map(({ target }) => target));
    for (const { path } of files.values())
      if (
        PATCH.test(path) &&
        !listed.has(path) &&
        !this.rolesByPath.has(path) &&
        this.isBesideKustomization(path)
      )
        this.rolesByPath.set(path, 'patch');
  }

  roleOf(path: string): Role {
    const known = this.rolesByPath.get(path);
    if (known !== undefined || !this.hasCharts) return known ?? 'object';
    const chart = chartOf(this.tree, path);
    if (chart === undefined) return 'object';
    return path.startsWith(chart === '' ? 'templates/' : `${chart}/templates/`) ? 'template' : 'data';
  }

  /** The whole objects of all files that are not patches or data. */
  objects(): readonly SourceObject[] {
    this.whole ??= [...this.files.values()].flatMap((file) =>
      this.roleOf(file.path) === 'object' ? file.objects : [],
    );
    return this.whole;
  }

  /** The whole objects of a kind; see `objects`. */
  ofKind(kind: string): readonly SourceObject[] {
    const known = this.byKind.get(kind) ?? this.objects().filter((object) => object.kind === kind);
    this.byKind.set(kind, known);
    return known;
  }

  /** Whether one of these keys stands anywhere in the tree's files. */
  hasKey(keys: readonly string[]): boolean {
    for (const file of this.files.values()) if (hasKey(file, keys)) return true;
    return false;
  }

  /** What a kustomization refers to. */
  referencesFrom(file: SourceFile): readonly Reference[] {
    return this.byOrigin.get(file) ?? [];
  }

  /** The kustomization of a folder. */
  kustomizationOf(folder: string): SourceFile | undefined {
    for (const name of KUSTOMIZATION_NAMES) {
      const file = this.files.get(folder === '' ? name : `${folder}/${name}`);
      if (file) return file;
    }
    return undefined;
  }

  /** Whether a kustomization lies in the folder of a file, or in the one around it. */
  private isBesideKustomization(path: string): boolean {
    const folder = folderOf(path);
    const beside = this.kustomizationOf(folder) ?? this.kustomizationOf(folderOf(folder));
    return beside !== undefined && beside.path !== path;
  }

  private index(file: SourceFile) {
    const root = file.kustomization;
    const folder = folderOf(file.path);
    const own: Reference[] = [];
    this.byOrigin.set(file, own);
    const add = (field: string, node: ScalarNode | undefined, text = stringOf(node)) => {
      if (!node || text === undefined) return;
      const target = isRemote(text) || isInline(text) ? undefined : resolvePath(folder, text);
      own.push({ from: file, field, node, target });
    };
    for (const field of [
      'resources',
      'bases',
      'components',
      'crds',
      'configurations',
      'patchesStrategicMerge',
    ])
      for (const item of itemsOf(at(root, field))) add(field, scalarOf(item));
    for (const field of ['generators', 'transformers', 'validators'])
      for (const item of itemsOf(at(root, field))) add(field, scalarOf(item));
    for (const field of ['patches', 'patchesJson6902', 'replacements'])
      for (const item of itemsOf(at(root, field))) add(field, scalarOf(at(item, 'path')));
    for (const field of ['configMapGenerator', 'secretGenerator'])
      for (const item of itemsOf(at(root, field))) {
        for (const list of ['files', 'envs'])
          for (const entry of itemsOf(at(item, list)))
            add(field, scalarOf(entry), stringOf(entry)?.replace(/^[^=]*=/, ''));
        add(field, scalarOf(at(item, 'env')));
      }
    add('openapi', scalarOf(at(root, 'openapi', 'path')));
    for (const item of itemsOf(at(root, 'helmCharts'))) add('helmCharts', scalarOf(at(item, 'valuesFile')));
    for (const reference of own) this.references.push(reference);
  }
}

/** What patches are called, also those that no kustomization lists. */
const PATCH = /(?:^|\/)patch(?:es)?\/|(?:^|[-_./])patch(?:es)?[-_.][^/]*$/;

/** What Helm's values are called. */
const VALUES = /^values(?:[-_.].*)?\.ya?ml$|[-_.]values\.ya?ml$/;

/** What the tests of KUTTL expect to find in a cluster: pieces of objects, which nobody applies. */
const EXPECTED = /^\d+-(?:assert|errors)\.ya?ml$/;

const isWhole = ({ apiVersion, kind }: SourceObject) => apiVersion !== '' && kind !== '';

/** The files that Applications hand to Helm as values: beside the chart, or with `$ref` in front from a repository's root. */
function valueFiles({ objects }: SourceFile, files: ReadonlyMap<string, SourceFile>): string[] {
  const named = objects.flatMap(({ root }) =>
    sourcesOf(root).flatMap((source) =>
      itemsOf(at(source, 'helm', 'valueFiles')).flatMap((item) => stringOf(item) ?? []),
    ),
  );
  const ends = named.map((path) => `/${path.replace(/^\$[^/]*\//, '').replace(/^(?:\.{0,2}\/)+/, '')}`);
  return [...files.values()].flatMap(({ path, objects: own }) =>
    !own.some(isWhole) && ends.some((end) => `/${path}`.endsWith(end)) ? path : [],
  );
}

const ROLES: Readonly<Record<string, Role>> = {
  patches: 'patch',
  patchesStrategicMerge: 'patch',
  patchesJson6902: 'data',
  crds: 'data',
  configurations: 'data',
  generators: 'data',
  transformers: 'data',
  validators: 'data',
  replacements: 'data',
  configMapGenerator: 'data',
  secretGenerator: 'data',
  helmCharts: 'data',
  openapi: 'data',
};

/** Whether an entry of a kustomization names something outside the tree. As kustomize api/internal/git/repospec.go. */
export function isRemote(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|git::|github\.com[/:])/i.test(text) || /[?&]ref=/.test(text);
}

/** Whether an entry is YAML itself, and not the name of something that holds it. */
export function isInline(text: string): boolean {
  return /[\n{]|: /.test(text);
}

/** The folder of the Helm chart that a file belongs to. Its files are templates and values, not objects. */
function chartOf(tree: Tree, path: string): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (tree.has(folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`)) return folder;
    if (folder === '') return undefined;
  }
}
