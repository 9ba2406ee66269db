import type { Command } from 'unbash';
import { type Finding, type FindingFix, one, type Rule } from '../../engine/rule';
import { nameOf } from './commands';
import { job } from './examples';
import { lostCommands } from './lost';
import type { Lost, LostCause } from './lost-cause';
import { mountedScripts } from './mounted';
import { runsOnce, type ShellScript, scriptsOf } from './script';

export const lostStatus: Rule = {
  id: 'script-lost-status',
  severity: 'warning',
  title: 'The script cannot fail when its check fails',
  why: 'A Job succeeds or fails by the exit status of its script, and that is the status of the last command. A check before it, in front of a pipe or followed by `|| true` can fail without anyone noticing: the smoke test stays green while the service is down.',
  failing: one(job("'curl -fsS http://web; echo done'")),
  passing: one(job("'set -e; curl -fsS http://web; echo done'")),
  source: [
    {
      title: 'POSIX, exit status of lists and pipelines',
      url: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09',
    },
  ],
  keys: ['command', 'args'],
  *object(object): Generator<Finding> {
    if (!runsOnce(object)) return;
    for (const script of scriptsOf(object)) yield* check(script);
  },
  *project(project): Generator<Finding & { path: string }> {
    for (const { script, path } of mountedScripts(project))
      for (const finding of check(script)) yield { ...finding, path };
  },
};

function* check(script: ShellScript): Generator<Finding> {
  const { lost, last } = lostCommands(script.text, script.options);
  const told = new Set<LostCause>();
  for (const one of lost) {
    if (told.has(one.cause)) continue;
    told.add(one.cause);
    const name = one.command.name?.text ?? 'command';
    // What is noted and then forgotten is missing at the end.
    const place = one.cause === 'unheard' ? (last ?? one.command) : one.command;
    yield {
      start: script.offset(place.pos),
      end: Math.max(script.offset(place.pos) + 1, script.offset(place.end)),
      message: explain(one, name, last),
      fixes: fixFor(one, script),
    };
  }
}

function explain({ cause }: Lost, name: string, end: Command | undefined): string {
  const last = end && (nameOf(end) === 'exit' ? 'exit 0' : nameOf(end));
  const green = 'So this script cannot fail when it should.';
  switch (cause) {
    case 'sequence':
      return `When \`${name}\` fails, the script goes on, and its exit status is that of ${last === undefined ? 'a later command' : `\`${last}\`, which always succeeds`}. ${green} Start it with \`set -e\`, or join the commands with \`&&\`.`;
    case 'pipe':
      return `A pipe has the exit status of its last command, so nobody hears when \`${name}\` fails. Start the script with \`set -o pipefail\`, or check without the pipe.`;
    case 'or-true':
      return `What follows \`||\` turns a failure of \`${name}\` into success. ${green} Remove it, or end with \`exit 1\` after it.`;
    case 'and-list':
      return `\`set -e\` does not act on \`${name}\` in front of \`&&\`, and more commands follow, so nobody hears when it fails. Put it on a line of its own.`;
    case 'if':
      return `When \`${name}\` fails, the script only says so and goes on. ${green} End that branch with \`exit 1\`.`;
    case 'retry':
      return `When \`${name}\` fails in every turn, the loop ends, and the script goes on as if it had succeeded. ${green} End with \`exit 1\` after the loop, and leave it by \`exit 0\`.`;
    case 'background':
      return `\`${name}\` runs in the background, and \`wait\` alone succeeds whatever became of it. ${green} Wait for its process: \`wait "$pid"\`, with \`pid=$!\` after it was started.`;
    case 'answer':
      return `The script looks at what it was answered, and ends with \`${name}\` in every case. ${green} End the branch of the wrong answer with \`exit 1\`.`;
    case 'kept':
      return `Nobody looks at what \`${name}\` answers: the script keeps or prints it, and ends well in every case. Compare the answer, and end with \`exit 1\` when it is wrong.`;
    case 'masked':
      return `\`export\` and \`local\` succeed whatever \`${name}\` in them returns. ${green} Set the variable on a line of its own first, then export it.`;
    case 'unheard':
      return `When \`${name}\` fails, the script ends with status 0 all the same. ${green} End with \`exit 1\` where the failure is noticed, or start with \`set -e\`.`;
    case 'loop':
      return `When \`${name}\` fails in this loop, the loop goes on, and only its last turn counts. Start the script with \`set -e\`, or add \`|| exit 1\`.`;
  }
}

function fixFor({ cause, span }: Lost, script: ShellScript): FindingFix[] {
  const start = script.offset(0);
  const block = script.node.style === 'literal';
  const put = (line: string): FindingFix[] => {
    if (script.node.style === 'folded' || (!block && script.text.includes('\n'))) return [];
    const indent = block ? `\n${' '.repeat(script.indent)}` : '; ';
    return [{ title: `Start with ${line}`, edits: [{ start, end: start, text: `${line}${indent}` }] }];
  };
  if (cause === 'sequence' || cause === 'loop') return put('set -e');
  if (cause === 'pipe') return put('set -o pipefail');
  if (cause === 'or-true' && span)
    return [
      {
        title: `Remove ${script.text.slice(span.start, span.end).trim()}`,
        edits: [{ start: script.offset(span.start), end: script.offset(span.end), text: '' }],
      },
    ];
  return [];
}
