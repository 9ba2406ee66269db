import type { FileContent, Tree } from '@/lib/tree';
import { builtBy, isSmall } from './built-by';
import type { BuiltObject, ValidationCache } from './cache';
import type { SourceObject } from './file';
import type { Project } from './project';
import type { Found, Rule } from './rule';
import { type Top, topsOf } from './tops';

/** Gives the findings of a tree; of the rules across files only those that are asked. */
export type Judge = (
  tree: Tree,
  cache: ValidationCache,
  asked: ReadonlySet<Rule>,
) => ReadonlyMap<string, readonly Found[]>;

/** An object as it was built, and what the rules say of it. */
export interface Judged {
  text: string;
  /** The object as it is written; undefined for one that a generator made. */
  written: SourceObject | undefined;
  found: readonly Found[];
}

/**
 * What the rules say when the built objects stand in place of the files.
 *
 * @param asked the rules across files that are asked.
 * @param needed the files whose objects are wanted, where those of others may be left out.
 * @returns undefined where it cannot be built.
 */
export function judgeBuild(
  top: Top,
  project: Project,
  cache: ValidationCache,
  judge: Judge,
  asked: ReadonlySet<Rule>,
  needed?: ReadonlySet<string>,
): Judged[] | undefined {
  // What is told of an object by itself is the same whatever lies beside it.
  const part = asked.size > 0 || isSmall(top, project) ? undefined : needed;
  const { objects, judged } = builtBy(top, project, cache, part);
  if (!objects) return undefined;
  const tree = part ? new Map<string, FileContent>() : around(top, project);
  const names = objects.map((_, index) => `built/${index}.yaml`);
  tree.set(top.file.path, `resources:\n${names.map((name) => `- ${name}\n`).join('')}`);
  const paths = names.map((name) => (top.folder === '' ? name : `${top.folder}/${name}`));
  for (const [index, { text }] of objects.entries()) tree.set(paths[index] ?? '', text);
  for (const [path, known] of cache.files)
    if (tree.get(path) === known.content) judged.files.set(path, known);
  const found = judge(tree, judged, asked);
  return objects.map(({ text, source }, index) => ({
    text,
    written: source && writtenAt(project, source),
    found: found.get(paths[index] ?? '') ?? [],
  }));
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
