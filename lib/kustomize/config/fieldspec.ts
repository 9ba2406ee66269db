import { compareGvk, type Gvk, gvkSelected, gvkText } from '../core/id';
import { Failure } from '../failure';

/** A place in objects of some kinds that a transformer looks at. As api/types.FieldSpec. */
export interface FieldSpec extends Gvk {
  readonly path: string;
  /** The path's parts; a slash inside a part is escaped with a backslash in `path`. */
  readonly parts: readonly string[];
  /** Of each part, the field's name, and whether it says that the field is a list. */
  readonly steps: readonly Step[];
  /** Whether what is missing on the way is made. */
  readonly create: boolean;
}

interface Step {
  readonly name: string;
  readonly inList: boolean;
}

const stepOf = (part: string): Step => {
  const inList = part.endsWith('[]');
  return { name: inList ? part.slice(0, -2) : part, inList };
};

/** Cuts a path at its slashes (or another delimiter), but not where a backslash escapes one. */
export function splitPath(path: string, delimiter = '/'): string[] {
  let pieces = path.split(delimiter);
  if (pieces.length > 1 && pieces[0] === '') pieces = pieces.slice(1);
  const parts: string[] = [];
  for (const piece of pieces) {
    const last = parts[parts.length - 1];
    if (last?.endsWith('\\')) parts[parts.length - 1] = `${last.slice(0, -1)}${delimiter}${piece}`;
    else parts.push(piece);
  }
  return parts;
}

export function fieldSpec(path: string, gvk: Partial<Gvk> = {}, create = false): FieldSpec {
  const { group = '', version = '', kind = '' } = gvk;
  const parts = splitPath(path);
  return { group, version, kind, path, parts, steps: parts.map(stepOf), create };
}

/** Adds a field spec unless one that covers it is there. As FsSlice.MergeOne. */
export function mergeSpec(specs: FieldSpec[], incoming: FieldSpec): void {
  const present = specs.find((spec) => spec.path === incoming.path && gvkSelected(spec, incoming));
  if (present === undefined) specs.push(incoming);
  else if (present.create !== incoming.create) throw new Failure('conflicting fieldspecs');
}

/** A field spec as Go's %v prints it. */
export const specText = (spec: FieldSpec): string => `${gvkText(spec)}:${spec.create}:${spec.path}`;

export function mergeSpecs(specs: readonly FieldSpec[], incoming: readonly FieldSpec[]): FieldSpec[] {
  const merged = [...specs];
  for (const spec of incoming) mergeSpec(merged, spec);
  return merged;
}

export const sortSpecs = <T extends Gvk>(specs: readonly T[]): T[] => [...specs].sort(compareGvk);
