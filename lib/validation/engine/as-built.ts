import { BuildCache, buildDocuments } from '@/lib/kustomize';
import type { FileContent, Tree } from '@/lib/tree';
import type { BuiltObject, ValidationCache } from './cache';
import type { SourceFile, SourceObject } from './file';
import { patchMayMend } from './patches';
import type { Project } from './project';
import type { Found, Rule } from './rule';
import { shownPart } from './shown-part';
import { type Top, topsOf } from './tops';

/** Gives the findings of a tree; of the rules across files only those that are asked. */
type Judge = (
  tree: Tree,
  cache: ValidationCache,
  asked: ReadonlySet<Rule>,
) => ReadonlyMap<string, readonly Found[]>;

/** What is told of each object as it was built, and the words that it is told of. */
type Judgement = Map<SourceObject, { finding: Found; words: string }[]>;

/** Builds of more text than this are not made while somebody types. */
const LARGEST_BUILD = 500_000;

/**
 * Rules about the text of a file, or about the kustomization itself: no build changes what they say. Types and names of
 * fields belong to them, although kustomize puts quotes around an annotation's number when it happens to touch it.
 */
const OF_THE_FILE =
  /^(?:yaml-|kustomize-|schema-(?!missing-field$)|(?:missing-name|job-immutable|argocd-sync-wave|argocd-application-path)$)/;

/**
 * Takes back what is no longer true when kustomize has built the objects: a port that a patch adds, a label, the tag of
 * an image, an annotation. What is told of an object is what holds in at least one of the builds that it goes into.
 */
export function asBuilt(
  found: Map<string, Found[]>,
  project: Project,
  cache: ValidationCache,
  judge: Judge,
): void {
  const tops = topsOf(project);
  const judgements = new Map<Top, Judgement | undefined>();
  const asked = new Set([...found.values()].flatMap((all) => all.map(({ rule }) => rule)));
  const judgementOf = (top: Top) => {
    if (!judgements.has(top))
      judgements.set(
        top,
        judgeTop(top, project, cache, (tree, judged) => judge(tree, judged, asked)),
      );
    return judgements.get(top);
  };
  for (const [path, findings] of found) {
    const file = project.files.get(path);
    const taking = tops.filter(({ takes }) => takes.has(path));
    if (!file || findings.length === 0 || project.roleOf(path) !== 'object') continue;
    if (taking.length === 0 || taking.some(({ changes }) => !changes)) continue;
    const settled = findings.filter((finding) => {
      const object = OF_THE_FILE.test(finding.rule.id) ? undefined : objectAt(file, finding.start);
      if (!object) return true;
      return taking.some((top) => {
        const judgement = judgementOf(top);
        if (!judgement) return !patchMayMend(project, object, wordsOf(finding, file));
        return holds(finding, findings, object, file, judgement);
      });
    });
    if (settled.length < findings.length) found.set(path, settled);
  }
}

function objectAt(file: SourceFile, offset: number): SourceObject | undefined {
  return file.objects.find(({ root }) => root.start <= offset && offset <= root.end);
}

/** Whether a finding is told of the built object as well. Names may have changed, and with them the message. */
function holds(
  finding: Found,
  all: readonly Found[],
  object: SourceObject,
  file: SourceFile,
  judgement: Judgement,
): boolean {
  const sameRule = ({ rule, start }: Found) =>
    rule === finding.rule && object.root.start <= start && start <= object.root.end;
  const built = (judgement.get(object) ?? []).filter(({ finding: { rule } }) => rule === finding.rule);
  const words = wordsOf(finding, file);
  return (
    built.some((one) => one.finding.message === finding.message || one.words === words) ||
    (built.length > 0 && built.length >= all.filter(sameRule).length)
  );
}

function wordsOf({ start, end }: Found, { yaml }: SourceFile): string {
  return unquoted(yaml.text.slice(start, end));
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}

/** What the rules say when the built objects stand in place of the files. */
function judgeTop(
  top: Top,
  project: Project,
  cache: ValidationCache,
  judge: (tree: Tree, cache: ValidationCache) => ReadonlyMap<string, readonly Found[]>,
): Judgement | undefined {
  const build = builtBy(top, project, cache);
  if (!build.objects) return undefined;
  const tree = new Map(project.tree);
  for (const other of topsOf(project))
    if (other === top || [...other.takes].some((path) => top.takes.has(path)))
      for (const path of other.takes) tree.delete(path);
  const names = build.objects.map((_, index) => `built/${index}.yaml`);
  tree.set(top.file.path, `resources:\n${names.map((name) => `- ${name}\n`).join('')}`);
  const paths = names.map((name) => (top.folder === '' ? name : `${top.folder}/${name}`));
  for (const [index, { text }] of build.objects.entries()) tree.set(paths[index] ?? '', text);
  for (const [path, known] of cache.files)
    if (tree.get(path) === known.content) build.judged.files.set(path, known);
  const found = judge(tree, build.judged);
  const judgement: Judgement = new Map();
  for (const [index, { text, source }] of build.objects.entries()) {
    const object = source && writtenAt(project, source);
    if (!object) continue;
    const list = judgement.get(object) ?? [];
    judgement.set(object, list);
    for (const finding of found.get(paths[index] ?? '') ?? [])
      list.push({ finding, words: unquoted(text.slice(finding.start, finding.end)) });
  }
  return judgement;
}

function writtenAt(project: Project, { file, line }: NonNullable<BuiltObject['source']>) {
  const written = project.files.get(file);
  return written?.objects.find(({ root }) => written.yaml.lines.positionAt(root.start).line + 1 === line);
}

/** Builds a kustomization, unless nothing that it reads has changed. */
function builtBy(top: Top, project: Project, cache: ValidationCache) {
  const inputs = new Map([...top.takes].map((path) => [path, project.tree.get(path)] as const));
  const known = cache.builds.get(top.folder);
  if (known && isSame(known.inputs, inputs)) return known;
  const { parsed, judged } = known ?? { parsed: new BuildCache(), judged: cache.copy() };
  let size = 0;
  for (const content of inputs.values()) size += content?.length ?? 0;
  const objects = size > LARGEST_BUILD ? undefined : documentsOf(shownPart(top, project), top.folder, parsed);
  const build = { inputs, objects, parsed, judged };
  cache.builds.set(top.folder, build);
  return build;
}

function documentsOf(tree: Tree, folder: string, cache: BuildCache): readonly BuiltObject[] | undefined {
  const result = buildDocuments(tree, folder, { cache });
  return 'documents' in result ? result.documents : undefined;
}

type Inputs = ReadonlyMap<string, FileContent | undefined>;

function isSame(before: Inputs, after: Inputs): boolean {
  if (before.size !== after.size) return false;
  for (const [path, content] of after) if (before.get(path) !== content || !before.has(path)) return false;
  return true;
}
