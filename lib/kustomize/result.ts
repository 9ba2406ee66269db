import { type BuildOptions, buildMap, printResource } from './build';
import { Failure } from './failure';
import type { Files } from './load/files';

/** What was built: the text that `kustomize build` prints, or what it says instead. */
export type BuildResult =
  | { readonly output: string; readonly warnings: readonly string[] }
  | { readonly error: string; readonly warnings: readonly string[] };

/** Turns failures into values; anything else is a bug and passes through. */
export function guarded<T extends object>(
  action: (warn: (text: string) => void) => T,
): (T & { warnings: readonly string[] }) | { error: string; warnings: readonly string[] } {
  const warnings: string[] = [];
  try {
    return { ...action((text) => warnings.push(text)), warnings };
  } catch (caught) {
    if (caught instanceof Failure) return { error: caught.message.replace(/\n+$/, ''), warnings };
    throw caught;
  }
}

/** Builds a folder, and prints its objects one after the other. */
export function buildText(files: Files, directory: string, options: BuildOptions = {}): BuildResult {
  return guarded((warn) => ({
    output: buildMap(files, directory, options, warn).map(printResource).join('---\n'),
  }));
}
