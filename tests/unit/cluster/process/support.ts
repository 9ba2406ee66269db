import { createImages } from '@/lib/cluster/images';
import { createNetwork } from '@/lib/cluster/network';
import type { Mount } from '@/lib/cluster/process';
import { RunningContainer } from '@/lib/cluster/process';
import { testContext } from '../support';

export interface Ran {
  exitCode: number | undefined;
  /** What it printed, both streams in their order. */
  text: string;
  out: string;
  err: string;
  /** Each print with the ms since the start. */
  timed: [number, string][];
  /** Simulated ms that it took. */
  tookMs: number;
  faults: string[];
}

interface RunOptions {
  image?: string;
  uid?: number;
  env?: { [name: string]: string };
  readOnlyRoot?: boolean;
  mounts?: Mount[];
  files?: { [path: string]: string };
  maxMs?: number;
  /** Told once it runs. */
  meanwhile?: (container: RunningContainer) => void;
}

/** Runs a command in a container of its own until it ends, or for `maxMs`. */
export async function run(argv: string[], options: RunOptions = {}): Promise<Ran> {
  const context = testContext();
  const network = createNetwork(context);
  const images = createImages();
  const resolved = images.resolve(options.image ?? 'busybox:1.37.0');
  if (typeof resolved === 'string') throw new Error(`image: ${resolved}`);
  const ran: Ran = {
    exitCode: undefined,
    text: '',
    out: '',
    err: '',
    timed: [],
    tookMs: 0,
    faults: context.faults,
  };
  const began = context.time.now();
  const { sockets } = network.open({ namespace: 'default', name: 'test', node: 'node' });
  const container = new RunningContainer({
    time: context.time,
    image: resolved.image,
    sockets,
    hostname: 'test',
    uid: options.uid ?? 0,
    gid: 0,
    powerless: false,
    readOnlyRoot: options.readOnlyRoot ?? false,
    mounts: options.mounts ?? [],
    files: options.files ?? {},
    argv,
    env: new Map(Object.entries({ ...resolved.image.env, HOME: '/root', ...options.env })),
    workingDir: resolved.image.workingDir,
    random: context.random,
    log: (stream, text) => {
      ran.text += text;
      if (stream === 1) ran.out += text;
      else ran.err += text;
      ran.timed.push([context.time.now() - began, text]);
    },
  });
  const prepared = await container.prepare();
  if ('why' in prepared) throw new Error(prepared.why);
  container.start(prepared);
  options.meanwhile?.(container);
  await context.time.advance(options.maxMs ?? 3_600_000, { until: () => !container.init.alive });
  ran.exitCode = container.init.exitCode;
  ran.tookMs = context.time.now() - began;
  return ran;
}

export const sh = (script: string, options: RunOptions = {}) => run(['sh', '-c', script], options);
