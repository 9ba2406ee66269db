import { folderOf } from '@/lib/tree';
import { at, entriesOf, stringOf } from '@/lib/yaml';
import { applicationFolders, sourcesOf } from './applications';
import type { SourceFile } from './file';
import { layerOf } from './layer';
import type { Project } from './project';

/** A kustomization that is built for its own sake: no other takes it in, or an Application deploys it. */
export interface Top {
  /** What it is remembered by. */
  id: string;
  folder: string;
  file: SourceFile;
  /** All files that its build reads, patches and data as well. */
  takes: ReadonlySet<string>;
  /** Whether the build changes what it takes in: it patches, renames, labels, or sets images. */
  changes: boolean;
  /** What an Application changes of it, as a kustomization that stands in a folder beside it. */
  layer: string | undefined;
}

/** Fields of a kustomization that leave the objects as they are written. */
const PLAIN = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'bases',
  'sortOptions',
  'buildMetadata',
]);

const memory = new WeakMap<Project, readonly Top[]>();

/** The kustomizations of a tree that are built for their own sake; one for each way in which an Application changes it. */
export function topsOf(project: Project): readonly Top[] {
  const known = memory.get(project);
  if (known) return known;
  const taken = new Set(
    project.references.flatMap(({ from, target }) => {
      const file = target === undefined ? undefined : project.kustomizationOf(target);
      return file && file !== from ? file : [];
    }),
  );
  const layers = layersOf(project);
  const tops = [...project.files.values()].flatMap((file) => {
    if (!file.kustomization || stringOf(at(file.kustomization, 'kind')) === 'Component') return [];
    const folder = folderOf(file.path);
    const deployed = layers.get(folder);
    if (!deployed && taken.has(file)) return [];
    const { takes, changes } = takenBy(project, file);
    return [...(deployed ?? [undefined])].map((layer) => ({
      id: `${folder}\n${layer ?? ''}`,
      folder,
      file,
      takes,
      changes: changes || layer !== undefined,
      layer,
    }));
  });
  memory.set(project, tops);
  return tops;
}

/** The folders that Applications deploy, and what each of them changes there. */
function layersOf(project: Project): Map<string, Set<string | undefined>> {
  const layers = new Map<string, Set<string | undefined>>();
  for (const { root } of project.ofKind('Application'))
    for (const source of sourcesOf(root))
      for (const folder of applicationFolders(project.tree, stringOf(at(source, 'path')) ?? ''))
        layers.set(folder, (layers.get(folder) ?? new Set()).add(layerOf(at(source, 'kustomize'), folder)));
  return layers;
}

/** What the build of a kustomization reads, and whether it changes it. */
export function takenBy(project: Project, file: SourceFile): Pick<Top, 'takes' | 'changes'> {
  const takes = new Set([file.path]);
  let changes = false;
  const waiting = [file];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    changes ||= entriesOf(next.kustomization).some(({ key }) => !PLAIN.has(key.text));
    for (const { target } of project.referencesFrom(next)) {
      if (target === undefined) continue;
      const nested = project.kustomizationOf(target);
      const path = nested?.path ?? target;
      if (takes.has(path)) continue;
      takes.add(path);
      if (nested) waiting.push(nested);
    }
  }
  return { takes, changes };
}
