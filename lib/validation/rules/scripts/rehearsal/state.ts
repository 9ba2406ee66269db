import type { Function as Defined } from 'unbash';
import type { ShellOptions } from '../script';

/** A text that a script handles: unknown, or tainted by what a failing command did not give. */
export interface Value {
  text: string | undefined;
  tainted: boolean;
}

export const known = (text: string): Value => ({ text, tainted: false });
export const UNKNOWN: Value = { text: undefined, tainted: false };

/** A longer text is not kept: a script may double it in every turn of a loop. */
const LONGEST_TEXT = 4096;

/** Puts texts together; what is unknown in one part is unknown in the whole. */
export function joined(values: readonly Value[], between = ''): Value {
  const tainted = values.some((value) => value.tainted);
  if (values.some((value) => value.text === undefined)) return { text: undefined, tainted };
  const text = values.map((value) => value.text).join(between);
  return { text: text.length > LONGEST_TEXT ? undefined : text, tainted };
}

/** What a subshell gets a copy of. */
export interface State {
  variables: Map<string, Value>;
  functions: Map<string, Defined>;
  positional: Value[];
  options: ShellOptions;
  status: Value;
  /** The handler of `trap … EXIT`. */
  atExit: string | undefined;
}

/** A copy that a subshell may change. */
export function copyOf(state: State): State {
  return {
    ...state,
    variables: new Map(state.variables),
    functions: new Map(state.functions),
    options: { ...state.options },
    atExit: undefined,
  };
}

/** The script does what is not followed here, or does too much. */
export class Beyond extends Error {}

/** Something is waited for that never comes. */
export class Hangs extends Error {}

/** How many commands all rehearsals of a script may take together. */
export class Budget {
  private left = 6_000;

  spend() {
    if (--this.left < 0) throw new Beyond();
  }
}

/**
 * The answers to questions that only the cluster could answer, one way through the script. The same question (a place and
 * how often it was asked) has the same answer in a rehearsal in which nothing fails, unless a failure has a part in it.
 */
export class Choices {
  private readonly asked = new Map<string, number>();
  /** How many commands were performed. */
  steps = 0;

  constructor(
    private readonly answers: Map<string, boolean>,
    private readonly budget: Budget,
  ) {}

  /** How many questions were asked. */
  questions = 0;

  choose(place: string, tainted: boolean): boolean {
    this.questions++;
    const base = tainted ? `${place}!` : place;
    const count = this.asked.get(base) ?? 0;
    this.asked.set(base, count + 1);
    // What depends on the time or on others changes in the end.
    if (count >= 2) return !this.answers.get(`${base}:0`);
    const key = `${base}:${count}`;
    const answer = this.answers.get(key) ?? true;
    this.answers.set(key, answer);
    return answer;
  }

  step() {
    this.budget.spend();
    this.steps++;
  }
}

/** The answers of the next way through, after the last: the last `true` becomes `false`. */
export function nextAnswers(
  answers: ReadonlyMap<string, boolean>,
  fixed: number,
): Map<string, boolean> | undefined {
  const list = [...answers];
  for (let i = list.length - 1; i >= fixed; i--) {
    const [key, answer] = list[i] ?? ['', false];
    if (answer) return new Map([...list.slice(0, i), [key, false]]);
  }
  return undefined;
}
