import { type Container, containersOf, podOf } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf, scalarOffsets } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { annotationOf, HOOK } from '../argocd/annotations';

/** A shell script that a container runs, by `sh -c` or from a file. */
export interface ShellScript {
  node: ScalarNode;
  text: string;
  /** Options given to the shell before `-c`. */
  options: ShellOptions;
  /** From a place in the script to its place in the file. */
  offset: (position: number) => number;
  /** How far a block scalar's lines are indented. */
  indent: number;
}

export interface ShellOptions {
  errexit: boolean;
  pipefail: boolean;
  nounset: boolean;
}

/** The shells that read scripts as this does. */
export const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'busybox']);

/** Whether an object is run for its result: a Job, a CronJob, or a Pod that is a hook. */
export function runsOnce(object: SourceObject): boolean {
  if (object.kind === 'Job' || object.kind === 'CronJob') return true;
  return object.kind === 'Pod' && annotationOf(object, HOOK) !== undefined;
}

/** The words of a container's command line: `command`, then `args`. */
export function commandLine(container: Container): ScalarNode[] {
  return ['command', 'args'].flatMap((field) =>
    itemsOf(at(container.node, field)).flatMap((item) => scalarOf(item) ?? []),
  );
}

/** The shell scripts of a Pod's containers. */
export function scriptsOf(object: SourceObject): ShellScript[] {
  const pod = podOf(object);
  return (pod ? containersOf(pod) : []).flatMap((container) => scriptOf(container, object) ?? []);
}

function scriptOf(container: Container, object: SourceObject): ShellScript | undefined {
  const words = commandLine(container);
  const shell = words.findIndex(({ text }) => SHELLS.has(text.replace(/^.*\//, '')));
  if (shell < 0 || shell > 1) return undefined;
  const options: ShellOptions = { errexit: false, pipefail: false, nounset: false };
  for (let i = shell + 1; i < words.length; i++) {
    const word = words[i]?.text ?? '';
    if (word === 'sh' || word === 'ash') continue;
    if (!/^[-+]/.test(word)) return undefined;
    readOptions(word, words[i + 1]?.text, options);
    if (/o$/.test(word)) i++;
    if (!/^-[a-z]*c/.test(word)) continue;
    const node = words[i + 1];
    if (!node || typeof node.value !== 'string') return undefined;
    return scriptIn(node, node.value, options, object);
  }
  return undefined;
}

/** The script that a scalar holds. */
export function scriptIn(
  node: ScalarNode,
  text: string,
  options: ShellOptions,
  { file }: SourceObject,
): ShellScript {
  const offset = scalarOffsets(file.yaml.text, node);
  return { node, text, options, offset, indent: file.yaml.lines.positionAt(offset(0)).character };
}

/** Applies one word of `set` or of a shell's own options. */
export function readOptions(word: string, next: string | undefined, options: ShellOptions) {
  if (!/^[-+]\w+$/.test(word)) return;
  const on = word.startsWith('-');
  if (word.includes('e')) options.errexit = on;
  if (word.includes('u')) options.nounset = on;
  if (word.endsWith('o') && next === 'pipefail') options.pipefail = on;
  if (word.endsWith('o') && next === 'errexit') options.errexit = on;
  if (word.endsWith('o') && next === 'nounset') options.nounset = on;
}
