import { type Container, containersOf, type Pod, podOf } from '@/lib/kubernetes';
import { at, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import {
  commandLine,
  readOptions,
  runsOnce,
  SHELLS,
  type ShellOptions,
  type ShellScript,
  scriptIn,
} from './script';

interface Mounted {
  script: ShellScript;
  /** The file of the ConfigMap that holds the script. */
  path: string;
}

/** The scripts that Jobs and hooks run from a ConfigMap of the tree: `command: [sh, /scripts/check.sh]`. */
export function* mountedScripts(project: Project): Generator<Mounted> {
  for (const object of project.objects()) {
    const pod = runsOnce(object) ? podOf(object) : undefined;
    for (const container of pod ? containersOf(pod) : []) {
      const run = runs(container);
      if (pod && run) yield* find(run, container, pod, object, project);
    }
  }
}

interface Run {
  file: string;
  options: ShellOptions;
  /** Given to a shell, and not run by itself. */
  byShell: boolean;
}

/** The file that a command line runs, and the options it gives the shell. */
function runs(container: Container): Run | undefined {
  const words = commandLine(container).map(({ text }) => text);
  const options: ShellOptions = { errexit: false, pipefail: false, nounset: false };
  let i = 0;
  if (SHELLS.has((words[0] ?? '').replace(/^.*\//, ''))) {
    i = words[0] === 'busybox' ? 2 : 1;
    for (; /^[-+]/.test(words[i] ?? ''); i++) {
      if (/^-[a-z]*c/.test(words[i] ?? '')) return undefined;
      readOptions(words[i] ?? '', words[i + 1], options);
      if (/o$/.test(words[i] ?? '')) i++;
    }
  }
  const file = words[i];
  return file?.startsWith('/') ? { file, options, byShell: i > 0 } : undefined;
}

function* find(
  { file, options, byShell }: Run,
  container: Container,
  pod: Pod,
  object: SourceObject,
  project: Project,
): Generator<Mounted> {
  for (const mount of itemsOf(at(container.node, 'volumeMounts'))) {
    const path = stringOf(at(mount, 'mountPath'))?.replace(/\/+$/, '');
    const subPath = stringOf(at(mount, 'subPath'));
    if (path === undefined || !(subPath ? file === path : file.startsWith(`${path}/`))) continue;
    const volume = itemsOf(at(pod.spec, 'volumes')).find(
      (one) => stringOf(at(one, 'name')) === stringOf(at(mount, 'name')),
    );
    const source = at(volume, 'configMap');
    const name = stringOf(at(source, 'name'));
    const key = keyOf(source, subPath ?? file.slice(path.length + 1));
    for (const config of project.objects()) {
      if (config.kind !== 'ConfigMap' || config.name === undefined || config.name !== name) continue;
      if ((config.namespace ?? object.namespace) !== object.namespace && object.namespace !== undefined)
        continue;
      const node = scalarOf(at(config.root, 'data', key));
      if (typeof node?.value === 'string' && isShell(node.value))
        yield {
          script: scriptIn(node, node.value, byShell ? options : withShebang(node.value, options), config),
          path: config.file.path,
        };
    }
  }
}

/** The key of a ConfigMap that becomes a file of this name. */
function keyOf(source: YamlNode | undefined, file: string): string {
  const item = itemsOf(at(source, 'items')).find((one) => stringOf(at(one, 'path')) === file);
  return stringOf(at(item, 'key')) ?? file;
}

function isShell(text: string): boolean {
  const shebang = /^#!.*/.exec(text)?.[0];
  return shebang === undefined || /\b(?:sh|bash|ash|dash)\b/.test(shebang);
}

/** `#!/bin/sh -e` gives its options only when the file itself is run; given to `sh`, the line is a comment. */
function withShebang(text: string, given: ShellOptions): ShellOptions {
  const options = { ...given };
  for (const word of (/^#!.*/.exec(text)?.[0] ?? '').split(/\s+/).slice(1))
    readOptions(word, undefined, options);
  return options;
}
