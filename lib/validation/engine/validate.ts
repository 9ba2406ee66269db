import type { Tree } from '@/lib/tree';
import type { Diagnostic } from '../diagnostic';
import { RULES } from '../rules';
import { findingsInPatches } from './embedded';
import { hasKey, isYamlPath, readFile, type SourceFile } from './file';
import { Project, type Role } from './project';
import type { Found } from './rule';
import { soundFixes } from './sound-fixes';
import { isGuessed, toDiagnostics } from './to-diagnostic';

interface CacheEntry {
  content: string | Uint8Array;
  file: SourceFile;
  /** What the file shows by itself, in each role. */
  own: Map<Role, Found[]>;
}

/** Remembers files that have been read, so that one keystroke reads one file. Hand the same one in each time. */
export type ValidationCache = Map<string, CacheEntry>;

/**
 * The diagnostics of every YAML file of a tree. Pure: the same tree gives the same answer, whatever the cache holds.
 *
 * @param cache what an earlier call remembered; it is brought up to date.
 */
export function validateTree(tree: Tree, cache: ValidationCache = new Map()): Map<string, Diagnostic[]> {
  const project = readProject(tree, cache);
  const found = soundFixes(findingsOf(project, cache), {
    file: (path) => project.files.get(path)?.yaml,
    findingsWith: (path, text) => {
      const known = new Map(cache);
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
  const found = new Map<string, Found[]>();
  for (const path of project.files.keys())
    found.set(
      path,
      ownFindings(project, path, cache).filter(({ unless }) => !unless?.(project)),
    );
  for (const rule of ACROSS)
    if (!rule.keys || project.hasKey(rule.keys))
      for (const { path, ...finding } of rule.project?.(project) ?? [])
        found.get(path)?.push({ ...finding, rule });
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
const WITHIN = RULES.filter((rule) => rule.yaml || rule.document || rule.object);

/** The diagnostics of one file of a tree; see `validateTree`. */
export function validate(tree: Tree, path: string, cache?: ValidationCache): Diagnostic[] {
  return validateTree(tree, cache).get(path) ?? [];
}

/** Reads all YAML files of a tree, as far as the cache has not. Files come in the order of their paths. */
export function readProject(tree: Tree, cache: ValidationCache = new Map()): Project {
  const files = new Map<string, SourceFile>();
  for (const path of [...tree.keys()].sort()) {
    const content = tree.get(path);
    if (content === undefined || !isYamlPath(path)) continue;
    const known = cache.get(path);
    const entry =
      known?.content === content
        ? known
        : { content, file: readFile(path, content), own: new Map<Role, Found[]>() };
    cache.set(path, entry);
    files.set(path, entry.file);
  }
  for (const path of cache.keys()) if (!files.has(path)) cache.delete(path);
  return new Project(tree, files);
}

function ownFindings(project: Project, path: string, cache: ValidationCache): Found[] {
  const entry = cache.get(path);
  if (!entry) return [];
  const role = project.roleOf(path);
  const known = entry.own.get(role);
  if (known) return known;
  const found: Found[] = [];
  const { file } = entry;
  for (const rule of role === 'template' ? [] : WITHIN) {
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
