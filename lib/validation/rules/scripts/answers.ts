import type { Command, Script } from 'unbash';
import { ASKING, isAssignment, isQuiet, nameOf } from './commands';
import { visit } from './status';

/** Commands that succeed whatever a `$(…)` in their words returns. */
const MASKS = new Set(['export', 'local', 'readonly', 'declare', 'typeset']);
/** What can end a script with another status than its last command's, `set -e` apart. */
export const MAY_STOP =
  /\bexit[ \t]+(?!0\b)\S|\b(?:return|false|exec|kill|trap)\b|nounset|\bset[ \t]+-[a-z]*u|:\?/;
/** `set -e` in any of its forms. */
export const STOPS_AT_FAILURE = /\bset[ \t]+-[a-z]*e|errexit/;

/**
 * The check whose answer a script takes with `$(curl …)` and only keeps or prints. Where the answer is looked at in any
 * way, there is none.
 *
 * @param errexit whether the shell was started with `-e`
 */
export function keptAnswer(
  script: Script,
  text: string,
  errexit: boolean,
): { command: Command; cause: 'kept' | 'masked' } | undefined {
  if (MAY_STOP.test(text)) return undefined;
  if (!script.commands.every(({ command }) => isQuiet(command) || isAssignment(command))) return undefined;
  const stopsAtFailure = errexit || STOPS_AT_FAILURE.test(text);
  for (const { command } of script.commands) {
    if (command.type !== 'Command') continue;
    const asked = askedIn(command);
    if (!asked) continue;
    const masks = MASKS.has(nameOf(command) ?? '');
    if (stopsAtFailure && command.name === undefined) continue;
    // An answer in the last command's own status is heard of.
    if (command.name === undefined && command === script.commands.at(-1)?.command) continue;
    return { command: asked, cause: masks ? 'masked' : 'kept' };
  }
  return undefined;
}

/** The command that asks, in a `$(…)` of this command. */
function askedIn(command: Command): Command | undefined {
  let asked: Command | undefined;
  visit(command, (node) => {
    if (node.type !== 'CommandExpansion' || !node.script) return;
    visit(node.script, (inner) => {
      if (inner.type === 'Command' && ASKING.has(nameOf(inner) ?? '')) asked ??= inner;
    });
  });
  return asked;
}
