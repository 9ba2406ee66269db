import { CompletionItemKind } from 'vscode-languageserver-types';
import { containersOf, knownKinds, podOf, textMap } from '@/lib/kubernetes';
import { folderOf } from '@/lib/tree';
import { at, itemsOf, stringOf } from '@/lib/yaml';
import { isYamlPath } from '../engine/file';
import type { Project } from '../engine/project';
import type { CursorContext } from './context';

export interface Suggestion {
  label: string;
  /** What is written, when it is not the label. */
  insert?: string;
  /** How much of the word so far is kept. */
  from?: number;
  kind: CompletionItemKind;
  detail?: string | undefined;
  documentation?: string | undefined;
}

/** What the tree itself suggests: kinds and versions, files, folders, labels, ports, and names of other objects. */
export function* suggestions(context: CursorContext, project: Project, path: string): Generator<Suggestion> {
  const { key, kind, apiVersion } = context;
  const parent = context.path.findLast((step) => typeof step === 'string');
  if (context.path.length === 0 && key === 'kind') yield* kinds(apiVersion);
  else if (context.path.length === 0 && key === 'apiVersion') yield* versions(kind);
  else if (kind === 'Application' && key === 'path' && (parent === 'source' || parent === 'sources'))
    yield* folders(project);
  else if (key === undefined && context.item && ['resources', 'components', 'bases'].includes(String(parent)))
    yield* entries(project, path, true);
  else if (key === 'path' && (parent === 'patches' || parent === 'patchesJson6902'))
    yield* entries(project, path, false);
  else if (kind === 'Service' && key === 'targetPort') yield* ports(project);
  else if (kind === 'Service' && parent === 'selector') yield* labels(project, key);
  else if (key === 'name' || key === 'serviceAccountName' || key === 'claimName' || key === 'secretName')
    yield* names(project, REFERENCES.get(key === 'name' ? String(parent) : key));
}

const REFERENCES = new Map(
  Object.entries({
    configMapRef: 'ConfigMap',
    configMapKeyRef: 'ConfigMap',
    configMap: 'ConfigMap',
    secretRef: 'Secret',
    secretKeyRef: 'Secret',
    secretName: 'Secret',
    serviceAccountName: 'ServiceAccount',
    claimName: 'PersistentVolumeClaim',
    service: 'Service',
  }),
);

function* kinds(apiVersion: string | undefined): Generator<Suggestion> {
  for (const known of knownKinds())
    if (apiVersion === undefined || known.apiVersion === apiVersion)
      yield { label: known.kind, kind: CompletionItemKind.Class, detail: known.apiVersion };
}

function* versions(kind: string | undefined): Generator<Suggestion> {
  for (const known of knownKinds())
    if (kind === undefined || known.kind === kind)
      yield { label: known.apiVersion, kind: CompletionItemKind.Module };
}

/** Folders that Argo CD could build, relative to the repository: each tail of a path is offered below a top folder. */
function* folders(project: Project): Generator<Suggestion> {
  for (const { path, kustomization } of project.files.values()) {
    if (!kustomization) continue;
    const folder = folderOf(path);
    const inside = folder.slice(folder.indexOf('/') + 1);
    yield { label: inside, kind: CompletionItemKind.Folder };
  }
}

/** Files and kustomization folders of the tree, relative to a kustomization, nearest first, without what it lists. */
function* entries(project: Project, path: string, withFolders: boolean): Generator<Suggestion> {
  const own = folderOf(path);
  const listed = new Set(
    project.references.filter((reference) => reference.from.path === path).map(({ target }) => target),
  );
  const found: { label: string; kind: CompletionItemKind }[] = [];
  for (const other of project.files.values()) {
    if (other.path === path) continue;
    const folder = folderOf(other.path);
    if (other.kustomization) {
      if (withFolders && folder !== own && !listed.has(folder))
        found.push({ label: relative(own, folder), kind: CompletionItemKind.Folder });
    } else if (isYamlPath(other.path) && isBelow(folder, own) && !listed.has(other.path))
      found.push({ label: relative(own, other.path), kind: CompletionItemKind.File });
  }
  found.sort((a, b) => a.label.split('/').length - b.label.split('/').length || (a.label < b.label ? -1 : 1));
  yield* found;
}

function isBelow(folder: string, own: string): boolean {
  return own === '' || folder === own || folder.startsWith(`${own}/`);
}

function relative(from: string, to: string): string {
  const a = from === '' ? [] : from.split('/');
  const b = to === '' ? [] : to.split('/');
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/') || '.';
}

function* ports(project: Project): Generator<Suggestion> {
  for (const object of project.objects()) {
    const pod = podOf(object);
    for (const container of pod ? containersOf(pod) : [])
      for (const port of itemsOf(at(container.node, 'ports'))) {
        const detail = `${object.kind} ${object.name ?? ''}, container ${container.name}`;
        const name = stringOf(at(port, 'name'));
        const number = at(port, 'containerPort');
        if (name !== undefined) yield { label: name, kind: CompletionItemKind.Value, detail };
        if (number?.kind === 'scalar') yield { label: number.text, kind: CompletionItemKind.Value, detail };
      }
  }
}

function* labels(project: Project, key: string | undefined): Generator<Suggestion> {
  for (const object of project.objects()) {
    const pod = podOf(object);
    for (const [name, value] of textMap(at(pod?.template, 'metadata', 'labels'))) {
      const detail = `${object.kind} ${object.name ?? ''}`;
      if (key === undefined)
        yield { label: name, insert: `${name}: ${value}`, kind: CompletionItemKind.Property, detail };
      else if (name === key) yield { label: value, kind: CompletionItemKind.Value, detail };
    }
  }
}

function* names(project: Project, kind: string | undefined): Generator<Suggestion> {
  if (kind === undefined) return;
  for (const object of project.objects())
    if (object.kind === kind && object.name !== undefined)
      yield { label: object.name, kind: CompletionItemKind.Reference, detail: object.file.path };
  for (const file of project.files.values())
    for (const field of kind === 'ConfigMap'
      ? ['configMapGenerator']
      : kind === 'Secret'
        ? ['secretGenerator']
        : [])
      for (const item of itemsOf(at(file.kustomization, field))) {
        const name = stringOf(at(item, 'name'));
        if (name !== undefined) yield { label: name, kind: CompletionItemKind.Reference, detail: file.path };
      }
}
