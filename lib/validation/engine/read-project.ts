import { knownKinds } from '@/lib/kubernetes';
import type { FileContent, Tree } from '@/lib/tree';
import { Pieces } from '@/lib/yaml';
import { type KnownFile, ValidationCache } from './cache';
import {
  isEnvFile,
  isJsonPath,
  isScript,
  isYamlPath,
  readFile,
  readPlainFile,
  type SourceFile,
  type SourceObject,
} from './file';
import { Project } from './project';

/** Reads all YAML files of a tree, as far as the cache has not. Files come in the order of their paths. */
export function readProject(tree: Tree, cache = new ValidationCache()): Project {
  const files = new Map<string, SourceFile>();
  for (const path of [...tree.keys()].sort()) {
    const content = tree.get(path);
    const reads = content === undefined ? undefined : readerOf(path, content);
    if (content === undefined || !reads) continue;
    const known = cache.files.get(path);
    const entry = known?.content === content ? known : read(content, reads, known);
    cache.files.set(path, entry);
    files.set(path, entry.file);
  }
  const project = new Project(tree, files);
  // Which JSON is data and which is not hangs on the kustomizations.
  for (const [path, { file }] of cache.files)
    if (
      files.get(path) === file &&
      isJsonPath(path) &&
      !file.objects.some(isKubernetes) &&
      !isBuilt(project, path)
    )
      files.delete(path);
  for (const path of cache.files.keys()) if (!files.has(path)) cache.files.delete(path);
  return project;
}

type Reader = (pieces: Pieces | undefined) => SourceFile;

/** Reads a file. One that changes is likely to change again, so its documents are remembered. */
function read(content: FileContent, reads: Reader, before: KnownFile | undefined): KnownFile {
  const pieces = before && (before.pieces ?? new Pieces());
  return { content, file: reads(pieces), pieces, own: new Map() };
}

const KINDS = new Set(knownKinds().map(({ apiVersion, kind }) => `${apiVersion}/${kind}`));

/** Whether an object is of a kind that the cluster knows: others in JSON may be what some program is told. */
function isKubernetes({ apiVersion, kind }: SourceObject): boolean {
  return KINDS.has(`${apiVersion}/${kind}`);
}

/** Whether a kustomization takes a file for an object or a patch. */
function isBuilt({ references }: Project, path: string): boolean {
  return references.some(({ field, target }) => target === path && BUILT.has(field));
}

const BUILT = new Set(['resources', 'patches', 'patchesJson6902', 'patchesStrategicMerge']);

/** Whether JSON may be an object or the operations of a patch: what else there is, is somebody's data. */
function mayBeBuilt(text: string): boolean {
  return /^\s*\[/.test(text) ? /\bop\b/.test(text) : /\bapiVersion\b/.test(text) && /\bkind\b/.test(text);
}

/** How a file is read, when rules have something to say of it. */
function readerOf(path: string, content: FileContent): Reader | undefined {
  if (isYamlPath(path)) return (pieces) => readFile(path, content, pieces);
  if (typeof content !== 'string') return undefined;
  if (isJsonPath(path)) return mayBeBuilt(content) ? (pieces) => readFile(path, content, pieces) : undefined;
  return isScript(path, content) || isEnvFile(path) ? () => readPlainFile(path, content) : undefined;
}
