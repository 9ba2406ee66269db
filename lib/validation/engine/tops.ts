import { folderOf } from '@/lib/tree';
import { at, entriesOf, itemsOf, stringOf } from '@/lib/yaml';
import { applicationFolders } from './applications';
import type { SourceFile } from './file';
import type { Project } from './project';

/** A kustomization that is built for its own sake: no other takes it in, or an Application deploys it. */
export interface Top {
  folder: string;
  file: SourceFile;
  /** All files that its build reads, patches and data as well. */
  takes: ReadonlySet<string>;
  /** Whether the build changes what it takes in: it patches, renames, labels, or sets images. */
  changes: boolean;
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

/** The kustomizations of a tree that are built for their own sake. */
export function topsOf(project: Project): readonly Top[] {
  const known = memory.get(project);
  if (known) return known;
  const deployed = new Set(
    project
      .ofKind('Application')
      .flatMap(({ root }) =>
        [at(root, 'spec', 'source'), ...itemsOf(at(root, 'spec', 'sources'))].flatMap((source) =>
          applicationFolders(project.tree, stringOf(at(source, 'path')) ?? ''),
        ),
      ),
  );
  const taken = new Set(
    project.references.flatMap(({ from, target }) => {
      const file = target === undefined ? undefined : project.kustomizationOf(target);
      return file && file !== from ? file : [];
    }),
  );
  const tops = [...project.files.values()]
    .filter(
      (file) =>
        file.kustomization &&
        stringOf(at(file.kustomization, 'kind')) !== 'Component' &&
        (!taken.has(file) || deployed.has(folderOf(file.path))),
    )
    .map((file) => topOf(project, file));
  memory.set(project, tops);
  return tops;
}

function topOf(project: Project, file: SourceFile): Top {
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
  return { folder: folderOf(file.path), file, takes, changes };
}
