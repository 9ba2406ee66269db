import type { Command, Script } from 'unbash';
import { isKnownCheck, isQuiet, tests } from './commands';
import { visit } from './status';

/** What can end a script with another status than its last command's. */
const MAY_STOP =
  /\bexit[ \t]+(?!0\b)\S|\b(?:return|false|exec|kill|trap)\b|\bset[ \t]+-[a-z]*[eu]|nounset|errexit|:\?/;

/** The last command of a script that takes `answer=$(curl …)`, tests it, and then ends well in every case. */
export function unusedAnswer(script: Script, text: string): Command | undefined {
  const last = script.commands.at(-1)?.command;
  if (last?.type !== 'Command' || !isQuiet(last) || MAY_STOP.test(text)) return undefined;
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
