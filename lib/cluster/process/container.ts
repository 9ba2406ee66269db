import type { ContainerImage } from '../images/image';
import type { Simulation } from '../time/simulation';
import type { Invocation, Machine, Program, Sockets } from './machine';
import { Process } from './process';
import { findProgram, ownTools } from './programs';
import { ContainerFiles, type Mount } from './shell/files';

export interface ContainerOptions {
  time: Simulation;
  image: ContainerImage;
  sockets: Sockets;
  hostname: string;
  uid: number;
  gid: number;
  powerless: boolean;
  readOnlyRoot: boolean;
  mounts: Mount[];
  /** Files that the kubelet puts beside those of the image, such as /etc/hosts. */
  files: { [path: string]: string };
  argv: string[];
  env: Map<string, string>;
  workingDir: string;
  random: () => number;
  /** What its first process prints. */
  log: (stream: 1 | 2, text: string) => void;
}

export interface Executed {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Both, in the order in which they were printed. */
  combined: string;
}

/** A container of which the first process can be started, once. */
export class RunningContainer {
  readonly init: Process;
  private readonly machine: Machine;

  constructor(private readonly options: ContainerOptions) {
    const { image, time, uid } = options;
    this.init = new Process(time, true);
    const files = ContainerFiles.create(
      { ...skeleton(image, options.hostname), ...image.files, ...options.files },
      {
        readOnlyRoot: options.readOnlyRoot,
        mounts: options.mounts,
        mayWrite: (path) => uid === 0 || isOwned(image, uid, path),
        now: () => time.now(),
      },
    );
    this.machine = {
      image,
      files,
      sockets: options.sockets,
      hostname: options.hostname,
      powerless: options.powerless,
      tools: ownTools(image),
      find: (argv, env, cwd) => findProgram(this.machine, argv, env, cwd),
      uid,
      gid: options.gid,
      random: options.random,
      now: () => time.now(),
      startedAt: time.now(),
      memory: new Map(),
    };
  }

  get stopSignal(): 'TERM' | 'QUIT' | 'INT' {
    return this.options.image.stopSignal ?? 'TERM';
  }

  /** Finds the program; undefined when it can be started, or why not. */
  async prepare(): Promise<{ program: Program; argv: string[] } | { why: string }> {
    const { argv, env, workingDir } = this.options;
    const found = await this.machine.find(argv, env, workingDir);
    return found.ok ? { program: found.program, argv: found.argv } : { why: found.why };
  }

  start({ program, argv }: { program: Program; argv: string[] }): void {
    const { env, workingDir, log } = this.options;
    const { machine, init } = this;
    const print = (stream: 1 | 2) => (text: string) => {
      if (init.alive) log(stream, text);
    };
    init.start(() =>
      program({
        machine,
        process: init,
        argv,
        env: new Map(env),
        cwd: workingDir,
        stdin: '',
        out: print(1),
        err: print(2),
      }),
    );
  }

  /** A second command in the container, as `kubectl exec` and probes run it; ends with the container. */
  exec(argv: string[], done: (result: Executed | { why: string }) => void, stdin = ''): Process {
    const { env, workingDir } = this.options;
    const process = new Process(this.options.time);
    const result = { stdout: '', stderr: '', combined: '' };
    const print = (stream: 'stdout' | 'stderr') => (text: string) => {
      if (result.combined.length > OUTPUT_BYTES) return;
      result[stream] += text;
      result.combined += text;
    };
    let why: string | undefined;
    process.onEnd((exitCode) => done(why === undefined ? { ...result, exitCode } : { why }));
    process.start(async () => {
      const found = await this.machine.find(argv, env, workingDir);
      if (!found.ok) {
        why = found.why;
        return 126;
      }
      const invocation: Invocation = {
        machine: this.machine,
        process,
        argv: found.argv,
        env: new Map(env),
        cwd: workingDir,
        stdin,
        out: print('stdout'),
        err: print('stderr'),
      };
      return found.program(invocation);
    });
    this.init.onEnd(() => process.end(137));
    return process;
  }

  /** A file's text, such as the termination message. */
  async read(path: string): Promise<string> {
    return (await this.machine.files.exists(path)) ? this.machine.files.readFile(path) : '';
  }
}

/** What one `exec` may print. */
const OUTPUT_BYTES = 1_000_000;

/** Where a user that is not root may write: what belongs to it, and the folders that everybody shares. */
function isOwned(image: ContainerImage, uid: number, path: string): boolean {
  const inside = (folder: string) => path === folder || path.startsWith(`${folder}/`);
  if (['/tmp', '/var/tmp', '/dev', '/run/lock'].some(inside)) return true;
  const known = /^\d+$/.test(image.user)
    ? Number(image.user)
    : (image.users[image.user] ?? Object.values(image.users)[0]);
  return uid === known && image.owned.some(inside);
}

function skeleton(image: ContainerImage, hostname: string): { [path: string]: string } {
  const files: { [path: string]: string } = {
    '/etc/hostname': `${hostname}\n`,
    '/proc/1/comm': 'init\n',
    '/tmp/.keep': '',
    '/root/.keep': '',
    '/var/tmp/.keep': '',
  };
  const users = Object.entries(image.users).map(
    ([name, id]) => `${name}:x:${id}:${id}::/home/${name}:/bin/sh\n`,
  );
  files['/etc/passwd'] = `root:x:0:0:root:/root:/bin/sh\n${users.join('')}`;
  if (image.userland === 'busybox') files['/bin/busybox'] = '';
  for (const folder of image.owned) files[`${folder}/.keep`] = '';
  if (image.workingDir !== '/') files[`${image.workingDir}/.keep`] = '';
  return files;
}
