import type { Tree } from '@/lib/tree';
import { type BuildOptions, buildMap, finalValue, printResource } from './build';
import type { Source } from './core/resource';
import type { Step } from './core/step';
import { TreeFiles } from './load/files';
import { type BuildResult, buildText, guarded } from './result';
import { toPlain } from './yaml';

export type { BuildOptions } from './build';
export { BuildCache } from './load/cache';
export { type Manifests, readManifests } from './manifests';
export type { BuildResult } from './result';

/** Where an object came from, and which steps changed it. */
export interface Origin {
  /** The file it was written in; for a generated object, the entry in its kustomization. */
  readonly source: Source | undefined;
  readonly steps: readonly Step[];
}

export interface BuiltResource {
  /** The object as plain data, as JSON.parse would give it. */
  readonly object: unknown;
  readonly origin: Origin;
}

export type ResourcesResult =
  | { readonly resources: readonly BuiltResource[]; readonly warnings: readonly string[] }
  | { readonly error: string; readonly warnings: readonly string[] };

const filesOf = (tree: Tree, options: BuildOptions): TreeFiles =>
  new TreeFiles(tree, options.root ?? '<ROOT>');

/**
 * Builds a folder of a tree as `kustomize build` v5.5 does.
 *
 * @param tree the files; nothing else is ever read.
 * @param directory the folder to build, relative to the tree's root (`''` or `.` is the root).
 * @returns standard output byte for byte, or the text that the tool prints after `Error: `; and its warnings.
 */
export function build(tree: Tree, directory: string, options: BuildOptions = {}): BuildResult {
  return buildText(filesOf(tree, options), directory, options);
}

/** Builds like `build`, but gives the objects themselves, with where each came from. */
export function buildResources(tree: Tree, directory: string, options: BuildOptions = {}): ResourcesResult {
  return guarded((warn) => ({
    resources: buildMap(filesOf(tree, options), directory, { ...options, steps: true }, warn).map(
      (resource) => ({
        object: toPlain(finalValue(resource)),
        origin: { source: resource.source, steps: [...resource.steps] },
      }),
    ),
  }));
}

export interface BuiltDocument {
  /** The object as `kustomize build` prints it. */
  readonly text: string;
  /** See `Origin`. */
  readonly source: Source | undefined;
}

export type DocumentsResult =
  | { readonly documents: readonly BuiltDocument[]; readonly warnings: readonly string[] }
  | { readonly error: string; readonly warnings: readonly string[] };

/** Builds like `build`, but gives each object's text with where it came from. */
export function buildDocuments(tree: Tree, directory: string, options: BuildOptions = {}): DocumentsResult {
  return guarded((warn) => ({
    documents: buildMap(filesOf(tree, options), directory, options, warn).map((resource) => ({
      text: printResource(resource),
      source: resource.source,
    })),
  }));
}
