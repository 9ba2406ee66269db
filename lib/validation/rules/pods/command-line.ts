import { type Container, containersOf, type Pod, podOf } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { mountedFile, runOf } from '../scripts/mounts';
import { SHELLS } from '../scripts/script';

const pod = (command: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: probe\nspec:\n  containers:\n    - name: probe\n      image: curlimages/curl:8.10.1\n      command: ${command}\n`;

export const commandLine: Rule = {
  id: 'pod-command',
  severity: 'error',
  title: 'The command is not one that can start',
  why: 'The kubelet starts the first word of `command` as a program and hands it the other words; no shell takes a line apart. A whole line in one word is the name of a program that is not there. And a shell takes the first word that is no option for the name of a file, unless `-c` stands before it. A file that comes from a ConfigMap may be read, but not run, unless its volume says so.',
  failing: one(pod("['curl -fsS http://web']")),
  passing: one(pod("[sh, -c, 'curl -fsS http://web']")),
  source: [
    {
      title: 'Kubernetes, define a command and arguments for a container',
      url: 'https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/',
    },
  ],
  keys: ['command', 'args'],
  *object(object): Generator<Finding> {
    const spec = podOf(object);
    for (const { node } of spec ? containersOf(spec) : []) {
      const command = itemsOf(at(node, 'command')).flatMap((item) => scalarOf(item) ?? []);
      const [program, ...rest] = command;
      if (program === undefined) continue;
      const args = itemsOf(at(node, 'args')).flatMap((item) => scalarOf(item) ?? []);
      yield* isLine(program) ? inOneWord(program) : shellWithout(program, [...rest, ...args]);
    }
    for (const container of spec ? containersOf(spec) : []) if (spec) yield* notExecutable(container, spec);
  },
};

/** A program's name and its arguments in one word. */
function isLine({ text }: ScalarNode): boolean {
  return /^[\w./-]+[ \t\n]+\S/.test(text) && !text.includes('$(');
}

function* inOneWord({ start, end, text }: ScalarNode): Generator<Finding> {
  const [name = ''] = text.split(/\s/);
  yield {
    start,
    end,
    message: `The whole line is taken for the name of one program, which does not exist, so the container never starts. Make a list of it with a word for each item, \`${name}\` first, or write \`[sh, -c, …]\`.`,
  };
}

/** A file of a ConfigMap that is run by itself: unless somebody says otherwise, nobody may. As core/v1 defaults, 0644. */
function* notExecutable(container: Container, pod: Pod): Generator<Finding> {
  const [program] = itemsOf(at(container.node, 'command'));
  const run = program && runOf(container);
  const file = run && !run.byShell ? mountedFile(run.file, container, pod) : undefined;
  if (!program || !file) return;
  const mode = scalarOf(file.mode)?.value ?? 0o644;
  if (typeof mode !== 'number' || mode & 0o111) return;
  yield {
    start: program.start,
    end: program.end,
    message: `A file of a ${file.kind} may not be run unless its volume says so, so the container fails with "permission denied". Add \`defaultMode: 0555\` to the volume, or write \`[sh, ${run?.file}]\`.`,
  };
}

/** `[sh, 'curl http://web']` and `[sh, -c, curl, http://web]`. */
function* shellWithout(program: ScalarNode, words: readonly ScalarNode[]): Generator<Finding> {
  const shell = program.text.replace(/^.*\//, '');
  if (!SHELLS.has(shell) || shell === 'busybox') return;
  const first = words.findIndex(({ text }) => !/^[-+]/.test(text));
  const script = words[first];
  if (script === undefined) return;
  const { start, end, text } = script;
  const options = words.slice(0, first).map((word) => word.text);
  if (!options.some((option) => /^-[a-z]*c/.test(option))) {
    if (options.some((option) => /o$/.test(option)) || !isLine(script)) return;
    yield {
      start,
      end,
      message: `\`-c\` is missing: without it, \`${shell}\` looks for a file of this name, and ends with an error. Put \`-c\` before the script.`,
    };
    return;
  }
  const next = words[first + 1];
  if (next === undefined || !/^[a-z][\w-]*$/.test(text) || !/^(?:-|https?:)/.test(next.text)) return;
  yield {
    start,
    end,
    severity: 'warning',
    message: `\`-c\` takes one word as the script: here it is \`${text}\` alone, and what follows never reaches it. Write the whole line as one word.`,
  };
}
