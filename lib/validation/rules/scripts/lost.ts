import { type Command, type ParsedScript, parse, type Statement, type SyntaxNode } from 'unbash';
import { keptAnswer } from './answers';
import { isHarmless } from './commands';
import { type Fate, looks, mainOf, placeOf, unwanted } from './intent';
import type { Lost } from './lost-cause';
import { Reader } from './reader';
import { Budget, rehearse } from './rehearsal';
import type { ShellOptions } from './script';
import { functionsIn, visit } from './status';
import { unusedAnswer } from './unused-answer';

export interface Verdict {
  lost: Lost[];
  /** What the script's own exit status is that of, when it is a harmless command. */
  last: Command | undefined;
}

/** Beyond this a script is a program, and its author has tools for it. */
const LONGEST_SCRIPT = 20_000;

/** Most commands of a script that are looked at one by one. */
const MOST = 8;

/**
 * Finds the commands of a script whose failure cannot be seen in its exit status. Only what is certain is reported: each
 * was rehearsed, and the script ended with 0 although it had failed.
 */
export function lostCommands(text: string, given: ShellOptions): Verdict {
  const nothing: Verdict = { lost: [], last: undefined };
  // A template's braces are not yet what the shell reads.
  if (text.length > LONGEST_SCRIPT || text.includes('{{')) return nothing;
  const script = parse(text);
  if (script.errors?.length) return nothing;
  const programs = new Set<Command>();
  const budget = new Budget();
  const fate = fateOf(script, given, budget, programs);
  const isLost = ({ command, cause, each }: Lost) => {
    if (cause === 'answer') return fate === 'lost';
    if (rehearse(script, given, budget, (one) => one === command) === 'lost') return true;
    // Of a loop's turns, only the last may be heard of.
    return (
      each === true &&
      rehearse(script, given, budget, (one, _own, again) => one === command && !again) === 'lost'
    );
  };
  const lost = candidates(script, text, given, fate).slice(0, MOST).filter(isLost);
  if (fate === 'lost' && lost.length === 0) {
    const main = mainOf([...programs], script)
      .slice(0, MOST)
      .find((command) => isLost({ command, cause: 'unheard' }));
    if (main) lost.push({ command: main, cause: 'unheard' });
  }
  return {
    lost: lost.map((one) => ({ ...one, command: placeOf(one.command, script) })),
    last: lastOf(script.commands),
  };
}

/** What becomes of a script all of whose programs fail, and then of one whose loops at least end their waiting. */
function fateOf(
  script: ParsedScript,
  given: ShellOptions,
  budget: Budget,
  programs: Set<Command>,
): Fate | undefined {
  const waits = new Set<SyntaxNode>();
  visit(script, (node) => {
    if (node.type === 'While') visit(node.clause, (inner) => waits.add(inner));
  });
  const whole = rehearse(script, given, budget, (command, own) => {
    if (!own) programs.add(command);
    return !own;
  });
  // `if ! kubectl get …; then exit 0; fi` asks whether there is anything to do.
  if (whole === 'lost' && [...programs].some(looks))
    return rehearse(script, given, budget, (command, own) => !own && !looks(command)) === 'heard'
      ? 'heard'
      : 'lost';
  if (whole !== 'heard' || waits.size === 0) return whole;
  const rest = rehearse(script, given, budget, (command, own) => !own && !waits.has(command));
  return rest === 'lost' ? 'waits' : 'heard';
}

function candidates(script: ParsedScript, text: string, given: ShellOptions, fate: Fate | undefined): Lost[] {
  const functions = functionsIn(script);
  if (!functions) return [];
  const reader = new Reader({ ...given }, functions);
  reader.list(script.commands, { heard: true, cause: 'sequence', quietAfter: true });
  if (reader.beyond) return [];
  const known = fate ?? (reader.heard > 0 ? 'heard' : 'lost');
  const lost = unwanted(reader.lost, known, script, text);
  if (lost.length > 0 || known !== 'lost') return lost;
  const unused = given.errexit ? undefined : unusedAnswer(script, text);
  const answer = unused
    ? { command: unused, cause: 'answer' as const }
    : keptAnswer(script, text, given.errexit);
  return answer ? [answer] : [];
}

function lastOf(statements: readonly Statement[]): Command | undefined {
  const last = statements.at(-1)?.command;
  return last?.type === 'Command' && isHarmless(last) ? last : undefined;
}
