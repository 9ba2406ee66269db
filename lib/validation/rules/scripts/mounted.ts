import { containersOf, podOf } from '@/lib/kubernetes';
import { folderOf, nameOf, resolvePath } from '@/lib/tree';
import { at, entriesOf, itemsOf, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { isScript, type SourceFile, type SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import { type MountedFile, mountedFile, type Run, runOf } from './mounts';
import { readOptions, runsOnce, type ShellOptions, type ShellScript, scriptIn } from './script';

interface Mounted {
  script: ShellScript;
  /** The file that holds the script. */
  path: string;
  /** Whether a shell is given the script, and not the kernel. */
  byShell: boolean;
}

/** The scripts that Jobs and hooks run from a ConfigMap or Secret of the tree: `command: [sh, /scripts/check.sh]`. */
export function* mountedScripts(project: Project): Generator<Mounted> {
  // What the ends of its lines break is not judged further.
  for (const mounted of allMounted(project)) if (!mounted.script.text.includes('\r\n')) yield mounted;
}

/** The same with those whose lines end as in Windows. */
export function* allMounted(project: Project): Generator<Mounted> {
  for (const object of project.objects()) {
    const pod = runsOnce(object) ? podOf(object) : undefined;
    for (const container of pod ? containersOf(pod) : []) {
      const run = runOf(container);
      const file = pod && run && mountedFile(run.file, container, pod);
      if (!file) continue;
      yield* written(file, run, object, project);
      yield* generated(file, run, project);
    }
  }
}

/** Scripts that nothing here mounts: files by themselves, and the texts of ConfigMaps that are called so. */
export function* looseScripts(project: Project, known: ReadonlySet<string>): Generator<Mounted> {
  const options = { errexit: false, pipefail: false, nounset: false };
  for (const file of project.files.values())
    if (isScript(file.path, file.yaml.text) && !known.has(file.path))
      yield { script: whole(file, options), path: file.path, byShell: true };
  for (const object of project.ofKind('ConfigMap'))
    for (const { key, value } of entriesOf(at(object.root, 'data'))) {
      const node = scalarOf(value);
      if (!/\.(?:sh|bash)$/.test(key.text) || typeof node?.value !== 'string' || !isShell(node.value))
        continue;
      yield { script: scriptIn(node, node.value, options, object), path: object.file.path, byShell: true };
    }
}

/** The script in an object that is written out. */
function* written(file: MountedFile, run: Run, user: SourceObject, project: Project): Generator<Mounted> {
  for (const object of project.ofKind(file.kind)) {
    if (object.name === undefined || object.name !== file.name) continue;
    if ((object.namespace ?? user.namespace) !== user.namespace && user.namespace !== undefined) continue;
    const node = scalarOf(at(object.root, file.kind === 'Secret' ? 'stringData' : 'data', file.key));
    if (typeof node?.value === 'string' && isShell(node.value))
      yield {
        script: scriptIn(node, node.value, optionsOf(run, node.value), object),
        path: object.file.path,
        byShell: run.byShell,
      };
  }
}

/** The script in a file of which a kustomization makes the object. */
function* generated({ kind, name, key }: MountedFile, run: Run, project: Project): Generator<Mounted> {
  const field = kind === 'ConfigMap' ? 'configMapGenerator' : 'secretGenerator';
  for (const { kustomization, path } of project.files.values())
    for (const item of itemsOf(at(kustomization, field)))
      for (const entry of stringOf(at(item, 'name')) === name ? itemsOf(at(item, 'files')) : []) {
        const [first = '', second] = (stringOf(entry) ?? '').split('=');
        if ((second === undefined ? nameOf(first) : first) !== key) continue;
        const source = project.files.get(resolvePath(folderOf(path), second ?? first) ?? '');
        if (source && isScript(source.path, source.yaml.text))
          yield {
            script: whole(source, optionsOf(run, source.yaml.text)),
            path: source.path,
            byShell: run.byShell,
          };
      }
}

/** A script that is a file by itself. */
function whole({ yaml: { text } }: SourceFile, options: ShellOptions): ShellScript {
  const node: ScalarNode = {
    kind: 'scalar',
    start: 0,
    end: text.length,
    text,
    value: text,
    style: 'literal',
  };
  return { node, text, options, offset: (position) => position, indent: 0 };
}

function isShell(text: string): boolean {
  const shebang = /^#!.*/.exec(text)?.[0];
  return shebang === undefined || /\b(?:sh|bash|ash|dash)\b/.test(shebang);
}

/** `#!/bin/sh -e` gives its options only when the file itself is run; given to `sh`, the line is a comment. */
function optionsOf({ byShell, options: given }: Run, text: string): ShellOptions {
  const options = { ...given };
  const words = byShell ? [] : (/^#!.*/.exec(text)?.[0] ?? '').split(/\s+/).slice(1);
  for (const word of words) readOptions(word, undefined, options);
  return options;
}
