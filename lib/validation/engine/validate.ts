import { knownKinds } from '@/lib/kubernetes';
import type { FileContent, Tree } from '@/lib/tree';
import type { Diagnostic } from '../diagnostic';
import { RULES } from '../rules';
import { asBuilt } from './as-built';
import { ValidationCache } from './cache';
import { findingsInPatches } from './embedded';
import {
  hasKey,
  isJsonPath,
  isScript,
  isYamlPath,
  readFile,
  readPlainFile,
  type SourceFile,
  type SourceObject,
} from './file';
import { Project, type Role } from './project';
import type { Found, Rule } from './rule';
import { soundFixes } from './sound-fixes';
import { isGuessed, toDiagnostics } from './to-diagnostic';
import { unexplained } from './unbuilt';

/**
 * The diagnostics of every YAML file of a tree. Pure: the same tree gives the same answer, whatever the cache holds.
 *
 * @param cache what an earlier call remembered; it is brought up to date.
 */
export function validateTree(tree: Tree, cache = new ValidationCache()): Map<string, Diagnostic[]> {
  const project = readProject(tree, cache);
  const found = soundFixes(findingsOf(project, cache), {
    file: (path) => project.files.get(path)?.yaml,
    findingsWith: (path, text) => {
      const known = cache.copy();
      return findingsOf(readProject(new Map(tree).set(path, text), known), known);
    },
  });
  const result = new Map<string, Diagnostic[]>();
  for (const [path, findings] of found) {
    const file = project.files.get(path);
    if (file) result.set(path, toDiagnostics(findings, file, project));
  }
  return result;
}

function findingsOf(project: Project, cache: ValidationCache): Map<string, Found[]> {
  const found = writtenFindings(project, cache);
  asBuilt(found, project, cache, (tree, judged, asked) =>
    writtenFindings(readProject(tree, judged), judged, asked),
  );
  for (const unbuilt of unexplained(project, found, cache))
    for (const rule of BUILDING) {
      const told = rule.unbuilt?.(project, unbuilt);
      if (told) found.get(told.path)?.push({ ...told, rule });
    }
  return found;
}

/**
 * What the rules say of the files as they are written.
 *
 * @param asked which of the rules across files are asked; all where it is left out.
 */
function writtenFindings(
  project: Project,
  cache: ValidationCache,
  asked?: ReadonlySet<Rule>,
): Map<string, Found[]> {
  const found = new Map<string, Found[]>();
  for (const path of project.files.keys())
    found.set(
      path,
      ownFindings(project, path, cache).filter(({ unless }) => !unless?.(project)),
    );
  for (const rule of ACROSS)
    if ((!asked || asked.has(rule)) && (!rule.keys || project.hasKey(rule.keys)))
      for (const { path, ...finding } of rule.project?.(project) ?? [])
        found.get(path)?.push({ ...finding, rule, across: true });
  for (const [path, findings] of found) {
    const file = project.files.get(path);
    if (file?.yaml.problems.length)
      found.set(
        path,
        findings.filter((finding) => !isGuessed(finding, file)),
      );
  }
  return found;
}

const ACROSS = RULES.filter((rule) => rule.project);
const BUILDING = RULES.filter((rule) => rule.unbuilt);
const WITHIN = RULES.filter((rule) => rule.yaml || rule.document || rule.object);

/** The diagnostics of one file of a tree; see `validateTree`. */
export function validate(tree: Tree, path: string, cache?: ValidationCache): Diagnostic[] {
  return validateTree(tree, cache).get(path) ?? [];
}

/** Reads all YAML files of a tree, as far as the cache has not. Files come in the order of their paths. */
export function readProject(tree: Tree, cache = new ValidationCache()): Project {
  const files = new Map<string, SourceFile>();
  for (const path of [...tree.keys()].sort()) {
    const content = tree.get(path);
    const reads = content === undefined ? undefined : readerOf(path, content);
    if (content === undefined || !reads) continue;
    const known = cache.files.get(path);
    const entry =
      known?.content === content ? known : { content, file: reads(), own: new Map<Role, Found[]>() };
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
function readerOf(path: string, content: FileContent): (() => SourceFile) | undefined {
  if (isYamlPath(path)) return () => readFile(path, content);
  if (typeof content !== 'string') return undefined;
  if (isJsonPath(path)) return mayBeBuilt(content) ? () => readFile(path, content) : undefined;
  return isScript(path, content) ? () => readPlainFile(path, content) : undefined;
}

function ownFindings(project: Project, path: string, cache: ValidationCache): Found[] {
  const entry = cache.files.get(path);
  if (!entry) return [];
  const role = project.roleOf(path);
  const known = entry.own.get(role);
  if (known) return known;
  const found: Found[] = [];
  const { file } = entry;
  for (const rule of role === 'template' || isScript(path, file.yaml.text) ? [] : WITHIN) {
    if (rule.keys && !hasKey(file, rule.keys) && !file.kustomization) continue;
    if (rule.yaml) for (const finding of rule.yaml(file)) found.push({ ...finding, rule });
    if (role === 'data') continue;
    if (file.kustomization)
      for (const finding of findingsInPatches(rule, file)) found.push({ ...finding, rule });
    if (rule.document) for (const finding of rule.document(file, role)) found.push({ ...finding, rule });
    if (rule.object && role === 'object')
      for (const object of file.objects)
        for (const finding of rule.object(object)) found.push({ ...finding, rule });
  }
  entry.own.set(role, found);
  return found;
}
