import { type FileContent, type FsStat, type IFileSystem, InMemoryFs, MountableFs } from 'just-bash/browser';

/** A folder of its own that can be mounted into containers: a volume. */
export type Volume = InMemoryFs;

/** Paths that are no files: what is written there goes to the process's output at once. */
export const LIVE = { out: '/dev/.live/1', err: '/dev/.live/2' } as const;

/** Before the target of a redirection: so that a file that cannot be opened is told of as the shell does. */
export const TARGET = '/dev/.target:';
const OPENED = '/dev/.target';

type Options = Parameters<IFileSystem['writeFile']>[2];

const refusal = (code: 'EROFS' | 'EACCES', words: string, path: string) =>
  new Error(`${code}: ${words}, open '${path}'`);

/** Text from what may be a string of bytes. */
export function textOf(content: FileContent): string {
  if (typeof content !== 'string') return new TextDecoder().decode(content);
  const bytes = Uint8Array.from(content, (c) => c.charCodeAt(0));
  let high = false;
  for (let i = 0; i < content.length; i++) {
    const code = content.charCodeAt(i);
    if (code > 255) return content;
    if (code > 127) high = true;
  }
  if (!high) return content;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return content;
  }
}

export interface Mount {
  path: string;
  volume: Volume;
  readOnly: boolean;
}

interface Rules {
  readOnlyRoot: boolean;
  mounts: Mount[];
  /** Whether the container's user may write to this path of the image. */
  mayWrite: (path: string) => boolean;
  now: () => number;
}

/** The files of one container: those of its image, with its volumes mounted, under the rules of its security context. */
export class ContainerFiles implements IFileSystem {
  private constructor(
    private readonly all: MountableFs,
    private readonly rules: Rules & { born: Date },
    /** Where live output goes. */
    private readonly live: ((stream: 1 | 2, text: string) => void) | undefined,
  ) {}

  static create(image: { [path: string]: string }, rules: Rules): ContainerFiles {
    const mtime = new Date(rules.now());
    const initial = Object.entries(image).map(([path, content]) => [path, { content, mtime }] as const);
    const all = new MountableFs({ base: new InMemoryFs(Object.fromEntries(initial)) });
    for (const { path, volume } of rules.mounts) all.mount(path, volume);
    return new ContainerFiles(all, { ...rules, born: mtime }, undefined);
  }

  /** The same files for one process, whose output goes where it says. */
  forProcess(live: (stream: 1 | 2, text: string) => void): ContainerFiles {
    return new ContainerFiles(this.all, this.rules, live);
  }

  private mountOf(path: string): Mount | undefined {
    let best: Mount | undefined;
    for (const mount of this.rules.mounts) {
      const inside = path === mount.path || path.startsWith(`${mount.path}/`);
      if (inside && (!best || mount.path.length > best.path.length)) best = mount;
    }
    return best;
  }

  /** Why this path cannot be written, if it cannot. */
  refuses(path: string): 'EROFS' | 'EACCES' | undefined {
    if (path.startsWith('/dev/')) return undefined;
    const mount = this.mountOf(path);
    if (mount) return mount.readOnly ? 'EROFS' : undefined;
    if (this.rules.readOnlyRoot) return 'EROFS';
    return this.rules.mayWrite(path) ? undefined : 'EACCES';
  }

  /** The path behind a redirection's target; undefined for other paths. */
  private targetOf(path: string): string | undefined {
    return path.startsWith(`${OPENED}/`) ? path.slice(OPENED.length) : undefined;
  }

  private async cannotOpen(target: string): Promise<boolean> {
    if (isDevice(target) || target.startsWith('/dev/')) return false;
    if (this.refuses(target)) return true;
    const folder = target.slice(0, target.lastIndexOf('/')) || '/';
    return !(await this.all.exists(folder));
  }

  private guard(path: string): void {
    const why = this.refuses(path);
    if (why) throw refusal(why, why === 'EROFS' ? 'read-only file system' : 'permission denied', path);
  }

  private async changed(path: string): Promise<void> {
    const now = new Date(this.rules.now());
    await this.all.utimes(path, now, now);
  }

  async writeFile(given: string, content: FileContent, options?: Options): Promise<void> {
    const path = this.targetOf(given) ?? given;
    if (this.wroteLive(path, content)) return;
    this.guard(path);
    await this.all.writeFile(path, content, options);
    await this.changed(path);
  }

  async appendFile(given: string, content: FileContent, options?: Options): Promise<void> {
    const path = this.targetOf(given) ?? given;
    if (this.wroteLive(path, content)) return;
    this.guard(path);
    await this.all.appendFile(path, content, options);
    await this.changed(path);
  }

  private wroteLive(path: string, content: FileContent): boolean {
    if (path === '/dev/null') return true;
    if (!isDevice(path)) return false;
    const text = textOf(content);
    if (text) this.live?.(/(?:2|stderr)$/.test(path) ? 2 : 1, text);
    return true;
  }

  async mkdir(path: string, options?: { recursive?: boolean }): Promise<void> {
    if (!(options?.recursive && (await this.all.exists(path)))) this.guard(path);
    await this.all.mkdir(path, options);
    await this.changed(path);
  }

  async rm(path: string, options?: { recursive?: boolean; force?: boolean }): Promise<void> {
    if (!(options?.force && !(await this.all.exists(path)))) this.guard(path);
    await this.all.rm(path, options);
  }

  async cp(from: string, to: string, options?: { recursive?: boolean }): Promise<void> {
    this.guard(to);
    await this.all.cp(from, to, options);
    await this.changed(to);
  }

  async mv(from: string, to: string): Promise<void> {
    this.guard(from);
    this.guard(to);
    await this.all.mv(from, to);
  }

  async chmod(path: string, mode: number): Promise<void> {
    this.guard(path);
    await this.all.chmod(path, mode);
  }

  async symlink(target: string, path: string): Promise<void> {
    this.guard(path);
    await this.all.symlink(target, path);
  }

  async link(existing: string, path: string): Promise<void> {
    this.guard(path);
    await this.all.link(existing, path);
  }

  async utimes(path: string, atime: Date, mtime: Date): Promise<void> {
    this.guard(path);
    await this.all.utimes(path, atime, mtime);
  }

  async exists(path: string): Promise<boolean> {
    const target = this.targetOf(path);
    if (target !== undefined) return (await this.cannotOpen(target)) || this.exists(target);
    return isDevice(path) || (!path.includes('\0') && this.all.exists(path));
  }

  async stat(path: string): Promise<FsStat> {
    const target = this.targetOf(path);
    if (target !== undefined) {
      if (await this.cannotOpen(target)) throw new Error(`EACCES: cannot open '${target}'`);
      return this.stat(target);
    }
    return isDevice(path) ? device() : this.aged(await this.all.stat(path));
  }

  async lstat(path: string): Promise<FsStat> {
    return isDevice(path) ? device() : this.aged(await this.all.lstat(path));
  }

  /** Folders get their time from the real clock; they are as old as the container. */
  private aged(stat: FsStat): FsStat {
    return stat.isDirectory ? { ...stat, mtime: this.rules.born } : stat;
  }

  readFile(given: string, options?: Parameters<IFileSystem['readFile']>[1]): Promise<string> {
    const path = this.targetOf(given) ?? given;
    return path === '/dev/null' ? Promise.resolve('') : this.all.readFile(path, options);
  }

  readFileBuffer(given: string): Promise<Uint8Array> {
    const path = this.targetOf(given) ?? given;
    return path === '/dev/null' ? Promise.resolve(new Uint8Array()) : this.all.readFileBuffer(path);
  }

  readdir(path: string): Promise<string[]> {
    return this.all.readdir(path);
  }

  readlink(path: string): Promise<string> {
    return this.all.readlink(path);
  }

  realpath(path: string): Promise<string> {
    return this.all.realpath(path);
  }

  resolvePath(base: string, path: string): string {
    if (!path.startsWith(TARGET)) return this.all.resolvePath(base, path);
    return `${OPENED}${this.all.resolvePath(base, path.slice(TARGET.length))}`;
  }

  getAllPaths(): string[] {
    return this.all.getAllPaths();
  }
}

/** `/proc/1/fd/1` and its like: where scripts write to reach the container's log. */
function isProcessOutput(path: string): boolean {
  return /^\/proc\/(?:1|self)\/fd\/[12]$/.test(path);
}

const DEVICES: ReadonlySet<string> = new Set([LIVE.out, LIVE.err, '/dev/null', '/dev/stdout', '/dev/stderr']);

function isDevice(path: string): boolean {
  return DEVICES.has(path) || isProcessOutput(path);
}

function device(): FsStat {
  return {
    isFile: true,
    isDirectory: false,
    isSymbolicLink: false,
    mode: 0o666,
    size: 0,
    mtime: new Date(0),
  };
}

/** A volume with files in it: path below its root to content. */
export function createVolume(files: { [path: string]: string } = {}, mode = 0o644): Volume {
  const initial: { [path: string]: { content: string; mode: number; mtime: Date } } = {};
  for (const [path, content] of Object.entries(files)) {
    initial[`/${path}`] = { content, mode, mtime: new Date(0) };
  }
  return new InMemoryFs(initial);
}
