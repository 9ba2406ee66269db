import type { Tree } from '@/lib/tree';
import type { Diagnostic } from '../diagnostic';
import { RULES } from '../rules';
import { asBuilt } from './as-built';
import { brokenByChanges } from './broken-by';
import { ValidationCache } from './cache';
import { findingsInPatches } from './embedded';
import { hasKey, isEnvFile, isScript } from './file';
import type { Judge } from './judge-build';
import type { Project } from './project';
import { readProject } from './read-project';
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
    file: (path) => {
      const file = project.files.get(path);
      return file && { text: file.yaml.text, broken: file.yaml.broken || file.unsure };
    },
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
  const judge: Judge = (tree, judged, asked) => writtenFindings(readProject(tree, judged), judged, asked);
  asBuilt(found, project, cache, judge);
  for (const { path, ...finding } of brokenByChanges(found, project, cache, judge, MADE))
    found.get(path)?.push(finding);
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
/** Rules about what objects need of each other, which a change of one of them can break. */
const NEEDS = new Set([
  'pod-names',
  'probe-port',
  'reference-key',
  'selector-matches-nothing',
  'service-selector',
  'service-target-port',
  'workload-selector',
]);
const MADE: ReadonlySet<Rule> = new Set(RULES.filter(({ id }) => NEEDS.has(id)));
const BUILDING = RULES.filter((rule) => rule.unbuilt);
const WITHIN = RULES.filter((rule) => rule.yaml || rule.document || rule.object);

/** The diagnostics of one file of a tree; see `validateTree`. */
export function validate(tree: Tree, path: string, cache?: ValidationCache): Diagnostic[] {
  return validateTree(tree, cache).get(path) ?? [];
}

function ownFindings(project: Project, path: string, cache: ValidationCache): Found[] {
  const entry = cache.files.get(path);
  if (!entry) return [];
  const role = project.roleOf(path);
  const known = entry.own.get(role);
  if (known) return known;
  const found: Found[] = [];
  const { file } = entry;
  for (const rule of role === 'template' || isEnvFile(path) || isScript(path, file.yaml.text) ? [] : WITHIN) {
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
