import { podOf } from '@/lib/kubernetes';
import { at } from '@/lib/yaml';
import type { ValidationCache } from './cache';
import type { SourceFile, SourceObject } from './file';
import { type Judge, judgeBuild } from './judge-build';
import { patchMayMend } from './patches';
import type { Project } from './project';
import type { Found } from './rule';
import { type Top, topsOf } from './tops';

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
  const judgement = (top: Top) => {
    if (!judgements.has(top) && built < MOST_BUILT) {
      for (const path of top.takes) built += project.tree.get(path)?.length ?? 0;
      const own = doubts.filter(({ tops }) => tops.includes(top));
      judgements.set(top, judgementOf(top, own, project, cache, judge));
    }
    return judgements.get(top);
  };
  const taken = new Set<Found>();
  for (const doubt of doubts)
    if (!doubt.tops.some((top) => holds(doubt, doubts, judgement(top), project))) taken.add(doubt.finding);
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
  if (!judgement) return !patchMayMend(project, object, finding.start, words);
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

/** What is told of each written object where it was built. Undefined where it cannot be built. */
function judgementOf(
  top: Top,
  doubts: readonly Doubt[],
  project: Project,
  cache: ValidationCache,
  judge: Judge,
): Judgement | undefined {
  const asked = new Set(doubts.flatMap(({ finding }) => (finding.across ? finding.rule : [])));
  const needed = new Set(doubts.map(({ file }) => file.path));
  const built = judgeBuild(top, project, cache, judge, asked, needed);
  if (!built) return undefined;
  const judgement: Judgement = new Map();
  for (const { text, written, found } of built) {
    if (!written) continue;
    const { told, texts } = judgement.get(written) ?? { told: [], texts: [] };
    judgement.set(written, { told, texts });
    texts.push(text);
    for (const finding of found)
      told.push({ finding, words: unquoted(text.slice(finding.start, finding.end)) });
  }
  return judgement;
}
