import { podOf } from '@/lib/kubernetes';
import type { FileContent, Tree } from '@/lib/tree';
import { at } from '@/lib/yaml';
import { builtBy, isSmall } from './built-by';
import type { BuiltObject, ValidationCache } from './cache';
import type { SourceFile, SourceObject } from './file';
import { patchMayMend } from './patches';
import type { Project } from './project';
import type { Found, Rule } from './rule';
import { type Top, topsOf } from './tops';

/** Gives the findings of a tree; of the rules across files only those that are asked. */
type Judge = (
  tree: Tree,
  cache: ValidationCache,
  asked: ReadonlySet<Rule>,
) => ReadonlyMap<string, readonly Found[]>;

/** A finding that may no longer be true when its object is built, and the builds that the object goes into. */
interface Doubt {
  finding: Found;
  file: SourceFile;
  object: SourceObject;
  tops: readonly Top[];
}

/** More text than this is not built for one answer; of what is left, nothing is told that a patch may mend. */
const MOST_BUILT = 1_000_000;

/** What is told of each object as it was built, and the words that it is told of; and what it says. */
type Judgement = Map<SourceObject, { told: { finding: Found; words: string }[]; texts: string[] }>;

/** Rules about the text of a file, or about the kustomization itself: no build changes what they say. */
const OF_THE_FILE =
  /^(?:yaml-|kustomize-|schema-(?!missing-field$|wrong-type$|unknown-value$)|(?:missing-name|job-immutable|argocd-application-path)$)/;

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
  const doubts = [...found].flatMap(([path, findings]) => doubtsOf(project, path, findings));
  if (doubts.length === 0) return;
  const ids = new Set(topsOf(project).map(({ id }) => id));
  for (const id of cache.builds.keys()) if (!ids.has(id)) cache.builds.delete(id);
  const judgements = new Map<Top, Judgement | undefined>();
  let built = 0;
  const judgementOf = (top: Top) => {
    if (!judgements.has(top) && built < MOST_BUILT) {
      for (const path of top.takes) built += project.tree.get(path)?.length ?? 0;
      const own = doubts.filter(({ tops }) => tops.includes(top));
      judgements.set(top, judgeTop(top, own, project, cache, judge));
    }
    return judgements.get(top);
  };
  const taken = new Set<Found>();
  for (const doubt of doubts)
    if (!doubt.tops.some((top) => holds(doubt, doubts, judgementOf(top), project))) taken.add(doubt.finding);
  for (const [path, findings] of found)
    if (findings.some((finding) => taken.has(finding)))
      found.set(
        path,
        findings.filter((finding) => !taken.has(finding)),
      );
}

function doubtsOf(project: Project, path: string, findings: readonly Found[]): Doubt[] {
  const file = project.files.get(path);
  if (!file || file.kustomization || findings.length === 0 || project.roleOf(path) !== 'object') return [];
  const tops = topsOf(project).filter(({ takes }) => takes.has(path));
  if (tops.some(({ changes }) => !changes)) return [];
  return findings.flatMap((finding) => {
    const object = OF_THE_FILE.test(finding.rule.id) ? undefined : objectAt(file, finding.start);
    if (object && finding.rule.id === 'schema-wrong-type' && inMetadata(object, finding)) return [];
    return object && tops.length > 0 ? [{ finding, file, object, tops }] : [];
  });
}

function objectAt(file: SourceFile, offset: number): SourceObject | undefined {
  return file.objects.find(({ root }) => root.start <= offset && offset <= root.end);
}

/** Kustomize quotes the numbers among annotations and labels when it happens to touch them: nobody should rest on that. */
function inMetadata(object: SourceObject, { start }: Found): boolean {
  return [at(object.root, 'metadata'), at(podOf(object)?.template, 'metadata')].some(
    (node) => node && node.start <= start && start <= node.end,
  );
}

/** Whether a finding is told of the built object as well. Names may have changed, and with them the message. */
function holds(
  { finding, file, object }: Doubt,
  doubts: readonly Doubt[],
  judgement: Judgement | undefined,
  project: Project,
): boolean {
  const words = unquoted(file.yaml.text.slice(finding.start, finding.end));
  if (!judgement) return !patchMayMend(project, object, words);
  const { told, texts } = judgement.get(object) ?? { told: [], texts: [] };
  const { stays } = finding;
  if (stays !== undefined && texts.some((text) => text.includes(stays))) return true;
  const built = told.filter((one) => one.finding.rule === finding.rule);
  const written = doubts.filter((one) => one.object === object && one.finding.rule === finding.rule);
  return (
    built.some((one) => one.finding.message === finding.message || one.words === words) ||
    (built.length > 0 && built.length >= written.length)
  );
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}

/** What the rules say when the built objects stand in place of the files. Undefined where they cannot be built. */
function judgeTop(
  top: Top,
  doubts: readonly Doubt[],
  project: Project,
  cache: ValidationCache,
  judge: Judge,
): Judgement | undefined {
  const asked = new Set(doubts.flatMap(({ finding }) => (finding.across ? finding.rule : [])));
  // What is told of an object by itself is the same whatever lies beside it.
  const needed =
    asked.size > 0 || isSmall(top, project) ? undefined : new Set(doubts.map(({ file }) => file.path));
  const { objects, judged } = builtBy(top, project, cache, needed);
  if (!objects) return undefined;
  const tree = needed ? new Map<string, FileContent>() : around(top, project);
  const names = objects.map((_, index) => `built/${index}.yaml`);
  tree.set(top.file.path, `resources:\n${names.map((name) => `- ${name}\n`).join('')}`);
  const paths = names.map((name) => (top.folder === '' ? name : `${top.folder}/${name}`));
  for (const [index, { text }] of objects.entries()) tree.set(paths[index] ?? '', text);
  for (const [path, known] of cache.files)
    if (tree.get(path) === known.content) judged.files.set(path, known);
  const found = judge(tree, judged, asked);
  const judgement: Judgement = new Map();
  for (const [index, { text, source }] of objects.entries()) {
    const object = source && writtenAt(project, source);
    if (!object) continue;
    const { told, texts } = judgement.get(object) ?? { told: [], texts: [] };
    judgement.set(object, { told, texts });
    texts.push(text);
    for (const finding of found.get(paths[index] ?? '') ?? [])
      told.push({ finding, words: unquoted(text.slice(finding.start, finding.end)) });
  }
  return judgement;
}

/** The files that the build does not take in, nor one that has files in common with it. */
function around(top: Top, project: Project): Map<string, FileContent> {
  const tree = new Map(project.tree);
  for (const other of topsOf(project))
    if (other === top || [...other.takes].some((path) => top.takes.has(path)))
      for (const path of other.takes) tree.delete(path);
  return tree;
}

function writtenAt(project: Project, { file, line }: NonNullable<BuiltObject['source']>) {
  const written = project.files.get(file);
  return written?.objects.find(({ root }) => written.yaml.lines.positionAt(root.start).line + 1 === line);
}
