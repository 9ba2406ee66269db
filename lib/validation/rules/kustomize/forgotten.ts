import { nearest } from '@/lib/kubernetes';
import { folderOf, nameOf } from '@/lib/tree';
import { at, entryOf, isMissing, itemsOf, scalarOf } from '@/lib/yaml';
import { addItem } from '../../engine/edits';
import type { SourceFile, SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { CONFIG, HEAD, KUSTOMIZE_DOCS } from './examples';

const service = 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n';

export const forgotten: Rule = {
  id: 'kustomize-forgotten',
  severity: 'warning',
  title: 'No kustomization lists this file',
  why: 'kustomize builds what a kustomization lists, and nothing else. A file that only lies in the folder never reaches the cluster.',
  failing: {
    files: {
      'kustomization.yaml': `${HEAD}resources:\n  - config.yaml\n`,
      'config.yaml': CONFIG,
      'account.yaml': service,
    },
    path: 'account.yaml',
  },
  passing: {
    files: {
      'kustomization.yaml': `${HEAD}resources:\n  - config.yaml\n  - account.yaml\n`,
      'config.yaml': CONFIG,
      'account.yaml': service,
    },
    path: 'account.yaml',
  },
  source: [KUSTOMIZE_DOCS],
  *project(project): Generator<Finding & { path: string }> {
    for (const { file, owner, object } of left(project)) {
      // What is no list lists nothing, and is told as such.
      const own = at(owner.kustomization, 'resources');
      if (own && own.kind !== 'seq' && !isMissing(own)) continue;
      const isPatch = project.roleOf(file.path) === 'patch';
      // A name that is nearly this file's is reported where it stands.
      const lost = project.references.filter(
        ({ from, target }) => from === owner && target && !project.tree.has(target),
      );
      if (
        nearest(
          file.path,
          lost.flatMap(({ target }) => target ?? []),
        ) !== undefined
      )
        continue;
      const place = scalarOf(at(object.root, 'kind')) ?? object.root;
      const field = isPatch ? 'patches' : 'resources';
      const entries = at(owner.kustomization, field);
      const item = isPatch ? `path: ${nameOf(file.path)}` : nameOf(file.path);
      const flow = entries?.kind === 'seq' && entries.flow;
      const edits =
        entries?.kind === 'seq' ? addItem(owner, entries, isPatch && flow ? `{${item}}` : item) : [];
      const effect = (whose: string) =>
        isPatch ? 'so the patch changes nothing' : `so ${whose} ${object.kind} never reaches the cluster`;
      yield {
        path: file.path,
        start: place.start,
        end: place.end,
        message: `\`${nameOf(owner.path)}\` beside this file does not list it, ${effect('this')}. Add it to \`${field}\`, or move it elsewhere.`,
        fixes: edits.length ? [{ title: `List it in ${nameOf(owner.path)}`, edits, path: owner.path }] : [],
      };
      // Whichever of the two files is open, its reader is told.
      const list = entryOf(owner.kustomization, field)?.key ?? owner.kustomization?.entries[0]?.key;
      if (list)
        yield {
          path: owner.path,
          start: list.start,
          end: list.end,
          message: `\`${nameOf(file.path)}\` lies beside this kustomization and is not listed, ${effect('its')}. Add it to \`${field}\`, or move it elsewhere.`,
          fixes: edits.length ? [{ title: `List ${nameOf(file.path)}`, edits }] : [],
        };
    }
  },
};

interface Left {
  file: SourceFile;
  /** The kustomization beside it. */
  owner: SourceFile;
  object: SourceObject;
}

/** One or a few are a slip; so many, and more than are listed, are samples that are there to be chosen from. */
const MOST_FORGOTTEN = 5;

/** The files that lie beside a kustomization and that none lists, but those that somebody left out on purpose. */
function left(project: Project): Left[] {
  const listed = new Set(project.references.map(({ target }) => target));
  const byOwner = new Map<SourceFile, Left[]>();
  for (const file of project.files.values()) {
    const owner = project.kustomizationOf(folderOf(file.path));
    const [object] = file.objects;
    if (!owner?.kustomization || owner === file || !object || listed.has(file.path)) continue;
    if (file.kustomization || isApart(project, file, owner)) continue;
    if (!['object', 'patch'].includes(project.roleOf(file.path))) continue;
    if (isCommentedOut(nameOf(file.path), owner.yaml.text)) continue;
    const beside = byOwner.get(owner) ?? [];
    byOwner.set(owner, beside);
    beside.push({ file, owner, object });
  }
  return [...byOwner].flatMap(([owner, all]) =>
    all.length > MOST_FORGOTTEN && all.length > project.referencesFrom(owner).length ? [] : all,
  );
}

/** Whether a comment of a kustomization names a file: who wrote it knows of it. */
function isCommentedOut(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
    if (/^\s*#(?:.*[\s/"'-])?$/.test(before)) return true;
  }
  return false;
}

/** Files that lie beside a kustomization for another reason: what Argo CD itself is told, and what a plugin reads. */
function isApart(project: Project, file: SourceFile, owner: SourceFile): boolean {
  const other = ({ apiVersion }: { apiVersion: string }) =>
    /^(argoproj\.io|kustomize\.config\.k8s\.io|config\.kubernetes\.io|builtin|kind\.x-k8s\.io|kubeadm\.)/.test(
      apiVersion,
    );
  if (file.objects.every(other)) return true;
  const fields = ['openapi', 'helmGlobals'].some(
    (field) => entryOf(owner.kustomization, field) !== undefined,
  );
  const pending = ['resources', 'bases', 'patches'].every(
    (field) => itemsOf(at(owner.kustomization, field)).length === 0,
  );
  return fields || (pending && project.references.every(({ from }) => from !== owner));
}
