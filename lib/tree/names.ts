import { nameOf } from './paths';

const MAX_SEGMENT_BYTES = 255;
const MAX_PATH_BYTES = 4096;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

function segmentFault(segment: string): string | undefined {
  if (segment === '') return 'A path has one / between two names: take the extra / out.';
  if (segment === '.' || segment === '..')
    return `A name cannot be ${segment}: write the path from the top of the workspace.`;
  // As git/read-cache.c, verify_path: Git refuses to add such a path, in any case of letters.
  if (segment.toLowerCase() === '.git') return 'Git keeps the name .git to itself: choose another name.';
  if (segment.includes('\\')) return 'A path is written with /, not with \\.';
  if ([...segment].some(isControl)) return 'A name cannot hold control characters: type it anew.';
  if (segment.trim() !== segment) return 'A name cannot begin or end with a space.';
  if (bytesOf(segment) > MAX_SEGMENT_BYTES)
    return `A name can be ${MAX_SEGMENT_BYTES} bytes long; this one has ${bytesOf(segment)}.`;
  return undefined;
}

/**
 * Says why `path` cannot be a path of a tree, in one sentence with a next step; undefined when it can.
 * The limits are those of Linux file systems and of Git, since the workspace becomes a Git repository.
 */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'A name is missing: type one.';
  if (path.startsWith('/')) return 'A path starts at the top of the workspace, without a leading /.';
  if (path.endsWith('/')) return 'A name is missing after the last /.';
  for (const segment of path.split('/')) {
    const fault = segmentFault(segment);
    if (fault !== undefined) return fault;
  }
  return bytesOf(path) > MAX_PATH_BYTES ? `A path can be ${MAX_PATH_BYTES} bytes long.` : undefined;
}

/**
 * A path for a copy: the number at the end of the name goes up (`week1/day5` → `week1/day6`), a name without one
 * gets `-copy` before its extension (`job.yaml` → `job-copy.yaml`); repeated until `taken` says no.
 */
export function nameForCopy(path: string, taken: (path: string) => boolean): string {
  const name = nameOf(path);
  const folder = path.slice(0, path.length - name.length);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot) : '';
  const numbered = /^(.*?)(\d{1,6})$/.exec(stem);
  const start = numbered ? Number(numbered[2]) + 1 : 1;
  for (let n = start; ; n++) {
    const copied = numbered ? `${numbered[1]}${n}` : `${stem}-copy${n === 1 ? '' : `-${n}`}`;
    const candidate = `${folder}${copied}${extension}`;
    if (!taken(candidate)) return candidate;
  }
}
