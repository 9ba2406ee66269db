import type { Container, Pod } from '@/lib/kubernetes';
import { at, itemsOf, stringOf, type YamlNode } from '@/lib/yaml';
import { commandLine, readOptions, SHELLS, type ShellOptions } from './script';

/** A file that a container runs. */
export interface Run {
  file: string;
  options: ShellOptions;
  /** Given to a shell, and not run by itself. */
  byShell: boolean;
}

/** The file that a command line runs, and the options it gives the shell. */
export function runOf(container: Container): Run | undefined {
  const words = commandLine(container).map(({ text }) => text);
  const options: ShellOptions = { errexit: false, pipefail: false, nounset: false };
  let i = 0;
  if (SHELLS.has((words[0] ?? '').replace(/^.*\//, ''))) {
    i = words[0] === 'busybox' ? 2 : 1;
    for (; /^[-+]/.test(words[i] ?? ''); i++) {
      if (/^-[a-z]*c/.test(words[i] ?? '')) return lastOf(words[i + 1] ?? '');
      readOptions(words[i] ?? '', words[i + 1], options);
      if (/o$/.test(words[i] ?? '')) i++;
    }
  }
  const file = words[i];
  return file?.startsWith('/') ? { file, options, byShell: i > 0 } : undefined;
}

/** `apk add bash && exec bash /scripts/check.sh`: what a script of the command line ends with is its result. */
const ENDS_WITH =
  /(?:^|&&|;|\n)[ \t]*(?:exec[ \t]+)?(?:(?:\/(?:usr\/)?bin\/)?(sh|bash|ash|dash)[ \t]+((?:[-+]\w+[ \t]+)*))?(\/[\w./-]+)(?:[ \t]+[\w./:=-]+)*\s*$/;

function lastOf(script: string): Run | undefined {
  const [, shell, words = '', file] = script.length < 2000 ? (ENDS_WITH.exec(script) ?? []) : [];
  if (file === undefined) return undefined;
  const options: ShellOptions = { errexit: false, pipefail: false, nounset: false };
  const given = words.split(/\s+/);
  for (const [i, word] of given.entries()) readOptions(word, given[i + 1], options);
  return { file, options, byShell: shell !== undefined };
}

/** A file of a volume that is made of a ConfigMap or a Secret. */
export interface MountedFile {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key: string;
  /** Its permissions, as far as they are said. */
  mode: YamlNode | undefined;
}

/** What lies at a path in a container, when that is a file of a ConfigMap or a Secret. */
export function mountedFile(file: string, container: Container, pod: Pod): MountedFile | undefined {
  const [nearest] = itemsOf(at(container.node, 'volumeMounts'))
    .flatMap((mount) => {
      const path = stringOf(at(mount, 'mountPath'))?.replace(/\/+$/, '');
      const within = path !== undefined && (file === path || file.startsWith(`${path}/`));
      return within ? [{ path, mount }] : [];
    })
    .sort((a, b) => b.path.length - a.path.length);
  if (!nearest) return undefined;
  const subPath = stringOf(at(nearest.mount, 'subPath'));
  const inside = [
    ...(subPath ? [subPath] : []),
    ...(file === nearest.path ? [] : [file.slice(nearest.path.length + 1)]),
  ];
  const volume = itemsOf(at(pod.spec, 'volumes')).find(
    (one) => stringOf(at(one, 'name')) === stringOf(at(nearest.mount, 'name')),
  );
  for (const [kind, field, named] of [
    ['ConfigMap', 'configMap', 'name'],
    ['Secret', 'secret', 'secretName'],
  ] as const) {
    const source = at(volume, field);
    const name = stringOf(at(source, named));
    if (name === undefined) continue;
    const path = inside.join('/');
    const item = itemsOf(at(source, 'items')).find((one) => stringOf(at(one, 'path')) === path);
    return {
      kind,
      name,
      key: stringOf(at(item, 'key')) ?? path,
      mode: at(item, 'mode') ?? at(source, 'defaultMode'),
    };
  }
  return undefined;
}
