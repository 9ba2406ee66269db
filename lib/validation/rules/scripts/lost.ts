import { parse, type Statement } from 'unbash';
import { keptAnswer } from './answers';
import { isHarmless, nameOf } from './commands';
import { unwanted } from './intent';
import { type Lost, Reader } from './reader';
import type { ShellOptions } from './script';
import { functionsIn, readsStatus } from './status';
import { unusedAnswer } from './unused-answer';

export interface Verdict {
  lost: Lost[];
  /** What the script's own exit status is that of, when it is a harmless command. */
  last: string | undefined;
}

/** Beyond this a script is a program, and its author has tools for it. */
const LONGEST_SCRIPT = 20_000;

/**
 * Finds the commands of a script whose failure cannot be seen in its exit status. Only what is certain is reported:
 * a script that acts on `$?` or ends in a trap is left alone.
 */
export function lostCommands(text: string, given: ShellOptions): Verdict {
  const nothing: Verdict = { lost: [], last: undefined };
  if (text.length > LONGEST_SCRIPT) return nothing;
  const script = parse(text);
  if (script.errors?.length || readsStatus(script, text)) return nothing;
  const functions = functionsIn(script);
  if (!functions) return nothing;
  const reader = new Reader({ ...given }, functions);
  reader.list(script.commands, { heard: true, cause: 'sequence', quietAfter: true });
  if (reader.beyond) return nothing;
  const lost = unwanted(reader.lost, reader.heard > 0, script);
  if (reader.lost.length === 0 && reader.heard === 0) {
    const unused = given.errexit ? undefined : unusedAnswer(script, text);
    const answer = unused
      ? { command: unused, cause: 'answer' as const }
      : keptAnswer(script, text, given.errexit);
    if (answer) lost.push(answer);
  }
  return { lost, last: lastName(script.commands) };
}

function lastName(statements: readonly Statement[]): string | undefined {
  const last = statements.at(-1)?.command;
  if (last?.type !== 'Command' || !isHarmless(last)) return undefined;
  return nameOf(last) === 'exit' ? 'exit 0' : nameOf(last);
}
