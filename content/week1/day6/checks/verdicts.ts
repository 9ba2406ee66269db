import type { Outcome, PlacedObject, Workspace } from '@/lib/lessons';
import type { Ran } from '@/lib/lessons/script';
import { names } from '../names';
import { holds } from './data';
import { built, isPostSync, smokeTests, written } from './find';
import type { Trouble } from './network';
import { type Trial, tryOut } from './trial';

/** Tries the workspace's smoke test; undefined while there is none. */
export function trial(workspace: Workspace, trouble: Trouble): Trial | undefined {
  const hooks = smokeTests(workspace);
  return hooks.length === 0 ? undefined : tryOut(hooks, around(workspace), trouble);
}

/** The objects among which the smoke test runs: those of the build, once the hook is in it. */
export function around(workspace: Workspace): readonly PlacedObject[] {
  const objects = built(workspace);
  return objects.some(isPostSync) ? objects : written(workspace);
}

/** A command as one line of a sentence. */
export function shownCommand(command: Ran | undefined): string {
  const line = (command?.words ?? ['nothing']).join(' ').replace(/\s+/g, ' ');
  return `\`${line.length > 90 ? `${line.slice(0, 87)}…` : line}\``;
}

const none: Outcome = {
  holds: false,
  saw: `There is no hook Job to try out yet. Write one in step 3; this check then runs its script against an imaginary ${names.service}.`,
};

function unread(what: string | undefined): Outcome {
  return {
    holds: false,
    saw: `The small shell behind this check cannot read ${what ?? 'the script'}, so it cannot say how the script ends. It knows sh with curl, wget, grep, test and echo; use those, or trust your own run in a cluster.`,
  };
}

/** With a healthy server the smoke test must succeed: else no sync would ever end well. */
export function succeedsWhenWell(workspace: Workspace): Outcome {
  const tried = trial(workspace, undefined);
  if (!tried) return none;
  if (tried.verdict === 'succeeded') return holds;
  if (tried.verdict === 'unread') return unread(tried.what);
  const failed = tried.commands.flatMap((c) => c.transfers).find((t) => 'trouble' in t.answer);
  if (failed && 'trouble' in failed.answer) {
    const saw =
      failed.answer.trouble === 'no-such-host'
        ? `Nothing in the build answers to the name ${failed.request.host}: \`${failed.request.url}\` does not resolve. Use the name of your Service.`
        : `\`${failed.request.url}\` finds the Service, but no Pod answers there. Compare the Service's port, targetPort and selector with the Deployment.`;
    return { holds: false, saw };
  }
  const how = tried.verdict === 'hangs' ? 'never ends' : `fails at ${shownCommand(tried.last)}`;
  return {
    holds: false,
    saw: `Everything answers 200, and the test still ${how}. A smoke test must pass when all is well.`,
  };
}

/** With this path out of order the smoke test must fail, whichever error status it answers. */
export function failsWithout(workspace: Workspace, path: string): Outcome {
  for (const status of [500, 404]) {
    const tried = trial(workspace, { path, status });
    if (!tried) return none;
    if (tried.verdict === 'unread') return unread(tried.what);
    if (tried.verdict !== 'failed') return { holds: false, saw: why(tried, path, status) };
  }
  return holds;
}

function why(tried: Trial, path: string, status: number): string {
  const asked = tried.commands.filter((c) =>
    c.transfers.some((t) => t.request.path.replace(/(.)\/$/, '$1') === path),
  );
  const command = asked[0];
  if (!command) return `The script never requests ${path}. Add a request for http://${names.service}${path}.`;
  if (tried.verdict === 'hangs')
    return `With ${path} answering ${status} the script waits for ever, and so would the sync. Give up after a few tries, or set \`activeDeadlineSeconds\` on the Job.`;
  const start = `With ${path} answering ${status},`;
  const transfer = command.transfers.find((t) => t.request.path.replace(/(.)\/$/, '$1') === path);
  if (transfer?.exit === 0)
    return `${start} ${shownCommand(command)} got the ${status} and still exited 0, because without \`--fail\` curl takes any answer for a success. Add \`--fail\` (\`-f\`).`;
  if (transfer && !transfer.decides)
    return `${start} ${shownCommand(command)} asks for several addresses, and curl's exit status is that of the last one. Use one command for each, or add \`--fail-early\`.`;
  return `${start} ${shownCommand(command)} exited ${transfer?.exit ?? command.exit}, but the script went on and ended with the 0 of ${shownCommand(tried.last)}. Stop at the first failure: \`set -e\` at the top, or \`&&\` between the commands.`;
}

/** With nobody listening the smoke test must fail. */
export function failsInSilence(workspace: Workspace): Outcome {
  const tried = trial(workspace, 'silent');
  if (!tried) return none;
  if (tried.verdict === 'failed') return holds;
  if (tried.verdict === 'unread') return unread(tried.what);
  if (tried.verdict === 'hangs')
    return {
      holds: false,
      saw: 'With no Pod behind the Service the script waits for ever, and so would the sync. Give up after a few tries, or set `activeDeadlineSeconds` on the Job.',
    };
  const command = tried.commands.find((c) => c.transfers.some((t) => t.exit !== 0));
  const saw = command
    ? `With no Pod there, ${shownCommand(command)} exited ${command.transfers.find((t) => t.exit !== 0)?.exit ?? command.exit}, and the script still ended with 0, that of ${shownCommand(tried.last)}. Make the script stop at the first failure: \`set -e\`, or \`&&\`.`
    : 'The script asks nobody anything: it ends with 0 though no Pod is there. Let it request the Service.';
  return { holds: false, saw };
}
