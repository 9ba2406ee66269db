import type { BuildCache } from '@/lib/kustomize';
import type { FileContent } from '@/lib/tree';
import type { Pieces } from '@/lib/yaml';
import type { SourceFile } from './file';
import type { Role } from './project';
import type { Found } from './rule';

export interface KnownFile {
  content: FileContent;
  file: SourceFile;
  /** What is remembered of the documents in it, once it has changed. */
  pieces?: Pieces | undefined;
  /** What the file shows by itself, in each role. */
  own: Map<Role, Found[]>;
}

/** An object as a kustomization built it. */
export interface BuiltObject {
  text: string;
  /** The file and the line, from 1, where the object is written; undefined for one that a generator made. */
  source: { readonly file: string; readonly line: number } | undefined;
}

export interface KnownBuild {
  /** The files that were left out, as one text. */
  without: string;
  /** What it was made of. */
  inputs: ReadonlyMap<string, FileContent | undefined>;
  /** Undefined where it could not be built. */
  objects: readonly BuiltObject[] | undefined;
  /** What kustomize says instead; undefined as well where the build was too large to try. */
  error: string | undefined;
  /** What kustomize and the rules remember of it. */
  parsed: BuildCache;
  judged: ValidationCache;
}

/** Remembers what was read and built, so that one keystroke reads one file. Hand the same one in each time. */
export class ValidationCache {
  readonly builds: Map<string, KnownBuild>;

  constructor(readonly files = new Map<string, KnownFile>()) {
    this.builds = new Map();
  }

  /** Another one that knows the same files, for a tree that is only tried. */
  copy(): ValidationCache {
    return new ValidationCache(new Map(this.files));
  }
}
