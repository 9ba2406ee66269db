import type { Command, Script } from 'unbash';
import { MAY_STOP, STOPS_AT_FAILURE } from './answers';
import { isKnownCheck, isQuiet, tests } from './commands';
import { visit } from './status';

/** The last command of a script that takes `answer=$(curl …)`, tests it, and then ends well in every case. */
export function unusedAnswer(script: Script, text: string): Command | undefined {
  const last = script.commands.at(-1)?.command;
  if (last?.type !== 'Command' || !isQuiet(last) || MAY_STOP.test(text) || STOPS_AT_FAILURE.test(text))
    return undefined;
  let asks = false;
  let looks = false;
  visit(script, (node) => {
    if (node.type === 'CommandExpansion' && node.script)
      visit(node.script, (inner) => {
        asks ||= inner.type === 'Command' && isKnownCheck(inner) && !tests(inner);
      });
    looks ||= tests(node);
  });
  return asks && looks ? last : undefined;
}
