import { applied, at, itemsOf, stringOf, type YamlNode } from '@/lib/yaml';
import { builtBy, isSmall } from './built-by';
import type { ValidationCache } from './cache';
import { removeItem } from './edits';
import type { SourceFile } from './file';
import { type Judge, type Judged, judgeBuild } from './judge-build';
import { placeOf } from './patch-place';
import type { Project } from './project';
import { readProject } from './read-project';
import type { Found, Rule } from './rule';
import { type Top, topsOf } from './tops';
import { isWhole } from './unbuilt';

/** A change that a kustomization makes to what others bring: an item of one of its lists. */
interface Change {
  file: SourceFile;
  item: YamlNode;
}

/** Something that is told of what was built, and not of what is written. */
interface Broken {
  judged: Judged;
  finding: Found;
}

/** Fields whose items change what others brought; a generator does where it merges or replaces. */
const CHANGING = ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'replacements', 'labels'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];
/** Each costs a build. */
const MOST_TRIED = 16;

/**
 * What only the built objects show: a patch that takes away the label, the port or the key which another object needs.
 * It is told at the last change without which it is not so; where there is none, nothing is told.
 *
 * @param found what the files show as they are written.
 * @param asked the rules that are asked of what was built.
 */
export function brokenByChanges(
  found: ReadonlyMap<string, readonly Found[]>,
  project: Project,
  cache: ValidationCache,
  judge: Judge,
  asked: ReadonlySet<Rule>,
): (Found & { path: string })[] {
  let tried = 0;
  const all = new Map<string, Found & { path: string }>();
  for (const top of topsOf(project)) {
    if (!top.changes || !isSmall(top, project) || !isWhole(top, project)) continue;
    const changes = changesIn(top, project);
    if (changes.length === 0) continue;
    const isNew = ({ rule }: Found) =>
      asked.has(rule) && ![...top.takes].some((path) => found.get(path)?.some((one) => one.rule === rule));
    const judged = judgeBuild(top, project, cache, judge, asked) ?? [];
    const broken = judged.flatMap((one) =>
      one.found.filter(isNew).map((finding) => ({ judged: one, finding })),
    );
    const rest = new Map<Change, readonly Judged[] | undefined>();
    for (const one of broken) {
      const { rule } = one.finding;
      const change = changes.findLast((change) => {
        if (!rest.has(change))
          rest.set(
            change,
            ++tried > MOST_TRIED ? undefined : judgeWithout(change, top, project, cache, judge, asked),
          );
        const without = rest.get(change);
        return without && count(rule, without) < count(rule, judged);
      });
      if (!change) continue;
      const finding = told(one, change, top, project, judged);
      // What a base breaks is broken in each overlay.
      const key = [finding.path, finding.start, rule.id, one.judged.written?.name].join('\n');
      if (!all.has(key)) all.set(key, finding);
    }
  }
  return [...all.values()];
}

function changesIn(top: Top, project: Project): Change[] {
  return [...top.takes].reverse().flatMap((path) => {
    const file = project.files.get(path);
    const changing = CHANGING.flatMap((field) => itemsOf(at(file?.kustomization, field)));
    const generating = GENERATORS.flatMap((field) => itemsOf(at(file?.kustomization, field))).filter((item) =>
      /^(?:merge|replace)$/.test(stringOf(at(item, 'behavior')) ?? ''),
    );
    return file ? [...changing, ...generating].map((item) => ({ file, item })) : [];
  });
}

/** What is told where a change is left out; undefined where that cannot be built. */
function judgeWithout(
  { file, item }: Change,
  top: Top,
  project: Project,
  cache: ValidationCache,
  judge: Judge,
  asked: ReadonlySet<Rule>,
): readonly Judged[] | undefined {
  const edits = removeItem(file, item);
  if (edits.length === 0) return undefined;
  const trial = cache.copy();
  const { parsed, judged } = builtBy(top, project, cache, undefined);
  const inputs = new Map([[file.path, undefined]]);
  trial.builds.set(top.id, {
    without: '',
    inputs,
    objects: undefined,
    error: undefined,
    parsed,
    judged: judged.copy(),
  });
  const rest = readProject(new Map(project.tree).set(file.path, applied(file.yaml.text, edits)), trial);
  const same = topsOf(rest).find(({ id }) => id === top.id);
  return same && judgeBuild(same, rest, trial, judge, asked);
}

function count(rule: Rule, judged: readonly Judged[]): number {
  return judged.reduce((sum, { found }) => sum + found.filter((one) => one.rule === rule).length, 0);
}

function told(
  { judged, finding }: Broken,
  change: Change,
  top: Top,
  project: Project,
  all: readonly Judged[],
): Found & { path: string } {
  const { written } = judged;
  const object = written ? `${written.kind} \`${written.name ?? ''}\`` : 'generated object';
  const folder = top.folder === '' ? 'this folder' : `\`${top.folder}\``;
  return {
    rule: finding.rule,
    ...(finding.severity ? { severity: finding.severity } : {}),
    across: true,
    ...placeOf(change.file, change.item, project),
    message: `This breaks the ${object} that is built in ${folder}: ${withoutHashes(finding.message, all)}`,
    ...(written
      ? {
          related: [
            {
              path: written.file.path,
              start: written.root.start,
              end: written.root.end,
              message: `The ${object} as it is written`,
            },
          ],
        }
      : {}),
  };
}

/** A generator adds a hash to the names of its objects, which nobody has written. */
function withoutHashes(message: string, all: readonly Judged[]): string {
  let plain = message;
  for (const { text, written } of all) {
    const [, name, hash] = (written ? undefined : /^ {2}name: (\S+)(-[0-9a-z]{10})$/m.exec(text)) ?? [];
    if (name !== undefined) plain = plain.replaceAll(`${name}${hash}`, name);
  }
  return plain;
}
