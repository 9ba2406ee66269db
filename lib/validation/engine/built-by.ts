import { BuildCache, buildDocuments } from '@/lib/kustomize';
import { type FileContent, folderOf, nameOf } from '@/lib/tree';
import type { KnownBuild, ValidationCache } from './cache';
import type { Project } from './project';
import { shownPart } from './shown-part';
import type { Top } from './tops';

/** Builds of more text than this are not made while somebody types. */
const LARGEST_BUILD = 500_000;
/** A lesson's solution has 4,000 characters. */
const SMALL_BUILD = 12_000;
const NONE: ReadonlySet<string> = new Set();

type Inputs = ReadonlyMap<string, FileContent | undefined>;

/**
 * Builds a kustomization, unless nothing that it reads has changed.
 *
 * @param needed the files of objects that are wanted; the rest is left out where the build does without. All of them
 * where it is undefined.
 */
export function builtBy(
  top: Top,
  project: Project,
  cache: ValidationCache,
  needed: ReadonlySet<string> | undefined,
): KnownBuild {
  const without = needed ? restOf(top, project, needed) : NONE;
  const key = [...without].join('\n');
  const known = cache.builds.get(top.id);
  if (known?.without === key && isCurrent(known.inputs, project)) return known;
  const { parsed, judged } = known ?? { parsed: new BuildCache(), judged: cache.copy() };
  const build = (left: ReadonlySet<string>): KnownBuild => {
    const inputs = inputsOf(top, project, left);
    const { objects, error } = objectsOf(top, project, left, inputs, parsed);
    return { without: key, inputs, objects, error, parsed, judged };
  };
  const part = build(without);
  const result = part.objects || without.size === 0 ? part : build(NONE);
  cache.builds.set(top.id, result);
  return result;
}

/** The plain files of objects that a build takes in and that nobody needs. */
function restOf(top: Top, project: Project, needed: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...top.takes].filter((path) => {
      const file = project.files.get(path);
      return file && !file.kustomization && project.roleOf(path) === 'object' && !needed.has(path);
    }),
  );
}

function inputsOf(top: Top, project: Project, without: ReadonlySet<string>): Inputs {
  const inputs = new Map<string, FileContent | undefined>();
  for (const path of top.takes) if (!without.has(path)) inputs.set(path, project.tree.get(path));
  return inputs;
}

function isCurrent(inputs: Inputs, { tree }: Project): boolean {
  for (const [path, content] of inputs) if (tree.get(path) !== content) return false;
  return true;
}

function objectsOf(
  top: Top,
  project: Project,
  without: ReadonlySet<string>,
  inputs: Inputs,
  cache: BuildCache,
): Pick<KnownBuild, 'objects' | 'error'> {
  if (sizeOf(inputs) > LARGEST_BUILD) return { objects: undefined, error: undefined };
  const tree = shownPart(top, project, without);
  const beside = `${folderOf(top.folder)}/${nameOf(top.folder)}-layer`.replace(/^\//, '');
  if (top.layer !== undefined) tree.set(`${beside}/kustomization.yaml`, top.layer);
  const result = buildDocuments(tree, top.layer === undefined ? top.folder : beside, { cache });
  return 'documents' in result
    ? { objects: result.documents, error: undefined }
    : { objects: undefined, error: result.error };
}

function sizeOf(inputs: Inputs): number {
  let size = 0;
  for (const content of inputs.values()) size += content?.length ?? 0;
  return size;
}

/** Whether a build costs so little that all of it is made, once for everything that asks for it. */
export function isSmall(top: Top, project: Project): boolean {
  return sizeOf(inputsOf(top, project, NONE)) <= SMALL_BUILD;
}
