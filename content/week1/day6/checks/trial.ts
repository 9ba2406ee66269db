import type { PlacedObject } from '@/lib/lessons';
import { type Container, type Ran, type Run, runContainer } from '@/lib/lessons/script';
import { at, type Data, list, record, text } from './data';
import { kindOf, nameOfObject } from './find';
import { networkOf, type Trouble } from './network';
import { containers, isCurlImage, podSpec } from './pods';

/** How a hook Job would end: what its containers did, and the one that decided. */
export interface Trial {
  verdict: 'succeeded' | 'failed' | 'hangs' | 'unread';
  /** What could not be read, for `unread`. */
  what?: string;
  /** The command that ran last in the container that decided. */
  last: Ran | undefined;
  commands: readonly Ran[];
}

/** Runs every container of the hook Jobs in imagination, among the objects of the sync. */
export function tryOut(
  hooks: readonly PlacedObject[],
  objects: readonly PlacedObject[],
  trouble: Trouble,
): Trial {
  const network = networkOf(objects, trouble);
  const commands: Ran[] = [];
  let last: Ran | undefined;
  for (const hook of hooks) {
    const spec = podSpec(hook) ?? {};
    for (const container of containers(spec)) {
      const run = runContainer(startOf(container, spec, objects), network);
      if (run.kind === 'unread') return { verdict: 'unread', what: run.what, last, commands };
      commands.push(...run.commands);
      last = run.commands.at(-1);
      const verdict = verdictOf(run, hook);
      if (verdict !== 'succeeded') return { verdict, last, commands };
    }
  }
  return { verdict: 'succeeded', last, commands };
}

function verdictOf(
  run: Exclude<Run, { kind: 'unread' }>,
  hook: PlacedObject,
): 'succeeded' | 'failed' | 'hangs' {
  if (run.kind === 'ended') return run.exit === 0 ? 'succeeded' : 'failed';
  // A Job with a deadline that is still running then is failed with the reason DeadlineExceeded.
  return at(hook.value, 'spec', 'activeDeadlineSeconds') === undefined ? 'hangs' : 'failed';
}

/** What a container starts: `command` with `args`, or the curl image's entry point with `args`. */
function startOf(container: Data, spec: Data, objects: readonly PlacedObject[]): Container {
  const environment = Object.fromEntries(
    list(container.env).map((entry) => [text(record(entry).name) ?? '', text(record(entry).value) ?? '']),
  );
  const strings = (value: unknown) =>
    list(value).map((word) =>
      String(word).replace(/\$\((\w+)\)/g, (whole, name) => environment[name] ?? whole),
    );
  const [command, args] = [strings(container.command), strings(container.args)];
  const argv = command.length > 0 ? [...command, ...args] : entryPoint(container, args);
  return { argv, environment, files: mounted(container, spec, objects) };
}

/** As curl-container, etc/entrypoint.sh: `curl` in front, unless the first argument is a command itself. */
function entryPoint(container: Data, args: readonly string[]): string[] {
  const isCommand = ['curl', 'sh', '/bin/sh', 'wget'].includes(args[0] ?? '');
  return isCurlImage(container.image) && !isCommand ? ['curl', ...args] : [...args];
}

/** The files that a container finds, of ConfigMaps in the build. */
function mounted(container: Data, spec: Data, objects: readonly PlacedObject[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const mount of list(container.volumeMounts).map(record)) {
    const volume = list(spec.volumes)
      .map(record)
      .find((v) => v.name === mount.name);
    const map = objects.find(
      (o) => kindOf(o) === 'ConfigMap' && nameOfObject(o) === at(volume, 'configMap', 'name'),
    );
    for (const [key, content] of Object.entries(record(at(map?.value, 'data')))) {
      const folder = String(mount.mountPath).replace(/\/$/, '');
      files.set(mount.subPath === key ? folder : `${folder}/${key}`, String(content));
    }
  }
  return files;
}
