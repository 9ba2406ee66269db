import { lstatSync, readFileSync, readlinkSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FileContent } from '@/lib/tree';
import { Failure } from './failure';
import type { Files, Place } from './load/files';
import { utf8Of } from './load/utf8';

const maxLinks = 255;

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  ENAMETOOLONG: 'file name too long',
  ENOENT: 'no such file or directory',
  ENOTDIR: 'not a directory',
};

/** Runs what asks the disk; its refusal is said as Go says it. */
function asked<T>(call: string, path: string, action: () => T): T {
  try {
    return action();
  } catch (caught) {
    const code = caught instanceof Error && 'code' in caught ? String(caught.code) : '';
    const reason = reasons[code];
    if (reason === undefined) throw caught;
    throw new Failure(`${call} ${path}: ${reason}`);
  }
}

/** The path without links. As Go's filepath.EvalSymlinks, with its words for what is not there. */
function evalLinks(path: string): string {
  let done = '';
  let rest = path.split('/');
  for (let links = 0; rest.length > 0; ) {
    const [part = '', ...after] = rest;
    rest = after;
    if (part === '' || part === '.') continue;
    if (part === '..') {
      done = done === '' ? '' : dirname(done).replace(/^\/$/, '');
      continue;
    }
    const at = `${done}/${part}`;
    const stat: Stats = asked('lstat', at, () => lstatSync(at));
    if (!stat.isSymbolicLink()) {
      if (!stat.isDirectory() && rest.length > 0) throw new Failure('not a directory');
      done = at;
      continue;
    }
    links++;
    if (links > maxLinks) throw new Failure('EvalSymlinks: too many links');
    const link = readlinkSync(at);
    if (link.startsWith('/')) done = '';
    rest = [...link.split('/'), ...rest];
  }
  return done === '' ? '/' : done;
}

/** A disk as the real tool sees it: read when asked, links followed. */
export class DiskFiles implements Files {
  start(directory: string): string {
    return directory;
  }

  locate(path: string): Place {
    let real: string;
    try {
      real = evalLinks(resolve(path));
    } catch (caught) {
      if (!(caught instanceof Failure)) throw caught;
      throw new Failure(`evalsymlink failure on '${path}' : ${caught.message}`);
    }
    return { path: real, kind: statSync(real).isDirectory() ? 'folder' : 'file' };
  }

  read(path: string): FileContent {
    const bytes = asked('open', path, () => readFileSync(path));
    return utf8Of(bytes) ?? bytes;
  }

  treePath(path: string): string {
    return path;
  }
}
