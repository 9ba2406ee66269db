import type { Check, Mistake, Step, Workspace } from '@/lib/lessons';
import { isService } from '../checks/find';
import type { Trouble } from '../checks/network';
import { around, failsInSilence, failsWithout, succeedsWhenWell, trial } from '../checks/verdicts';
import { names } from '../names';

const { health, metrics } = names.endpoints;

const checks: Check[] = [
  {
    id: 'passes-when-well',
    says: 'It passes when everything answers',
    test: succeedsWhenWell,
  },
  {
    id: 'fails-without-health',
    says: `It fails when \`${health}\` answers with an error`,
    test: (workspace) => failsWithout(workspace, health),
  },
  {
    id: 'fails-without-metrics',
    says: `It fails when \`${metrics}\` answers with an error`,
    test: (workspace) => failsWithout(workspace, metrics),
  },
  {
    id: 'fails-in-silence',
    says: 'It fails when nobody answers at all',
    test: failsInSilence,
  },
];

const clean = (path: string) => path.replace(/(.)\/$/, '$1');

/** The paths that are requested as long as everybody answers. */
function asked(workspace: Workspace): Set<string> {
  const commands = trial(workspace, 'anyone')?.commands ?? [];
  return new Set(commands.flatMap((c) => c.transfers.map((t) => clean(t.request.path))));
}
const asksBoth = (workspace: Workspace) => [health, metrics].every((path) => asked(workspace).has(path));

/** Whether the script ends well though this is out of order. */
const survives = (workspace: Workspace, trouble: Trouble) =>
  trial(workspace, trouble)?.verdict === 'succeeded';

/** The transfers to paths that answer an error, each with its command's exit status. */
function failing(workspace: Workspace, path: string) {
  const commands = trial(workspace, { path, status: 500 })?.commands ?? [];
  return commands.flatMap((c) =>
    c.transfers.filter((t) => clean(t.request.path) === path).map((t) => ({ ...t, command: c })),
  );
}
const both = [health, metrics];

const mistakes: Mistake[] = [
  {
    id: 'echo-decides',
    made: (w) =>
      asksBoth(w) &&
      both.some(
        (path) => survives(w, { path, status: 500 }) && failing(w, path).some((t) => t.command.exit !== 0),
      ),
    hint: 'The exit status of a script is that of its last command, here an `echo`, and an `echo` succeeds always. What failed before it is forgotten.',
  },
  {
    id: 'no-fail-flag',
    made: (w) =>
      asksBoth(w) &&
      both.some((path) => survives(w, { path, status: 500 }) && failing(w, path).some((t) => t.exit === 0)),
    hint: '`curl` did its work when it got an answer, any answer: a 500 is one. Only `--fail` (`-f`) makes it exit with an error for 400 and above.',
  },
  {
    id: 'only-root',
    made: (w) => asked(w).has('/') && !both.some((path) => asked(w).has(path)),
    hint: `The script asks for \`/\` only. The use case is about \`${health}\` and \`${metrics}\`: request those two.`,
  },
  {
    id: 'one-endpoint',
    made: (w) => both.some((path) => asked(w).has(path)) && !asksBoth(w),
    hint: `One of the two endpoints is never asked. The use case promises \`${health}\` and \`${metrics}\`.`,
  },
  {
    id: 'last-address-decides',
    made: (w) =>
      both.some((path) => failing(w, path).some((t) => t.exit !== 0 && !t.decides && t.command.exit === 0)),
    hint: 'One `curl` with several addresses exits with the status of the last one. Use a command for each, or add `--fail-early`.',
  },
  {
    id: 'unknown-host',
    made: (w) =>
      around(w).some(isService) &&
      (trial(w, undefined)?.commands ?? []).some((c) =>
        c.transfers.some((t) => 'trouble' in t.answer && t.answer.trouble === 'no-such-host'),
      ),
    hint: "The address in the script is not the Service's name. Inside the namespace a Service answers to its `metadata.name`.",
  },
];

export const smoke: Step = {
  id: 'smoke',
  title: 'Make the smoke test able to fail',
  checks,
  mistakes,
  hints: {
    observe:
      'The checks run your script against four imaginary servers: a healthy one and three broken ones. Read which broken one it does not notice.',
    where:
      "In the hook Job: the container's `command`. Two things count there: which addresses it requests, and with which exit status it ends.",
    change: `Begin the script with \`set -e\`, and request \`http://${names.service}${health}\` and \`http://${names.service}${metrics}\` with \`curl -fsS\`, a line for each.`,
  },
  files: [names.inWorkspace.hookFile],
};
