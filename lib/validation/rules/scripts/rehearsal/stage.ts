import type { Command, ParsedScript, PipelineNode, Redirection, Statement } from 'unbash';
import { arithmetic } from './arithmetic';
import type { Answer } from './conditions';
import { Beyond, type Choices, copyOf, joined, known, type State, UNKNOWN, type Value } from './state';
import { lookUp, put, type Shell, textOf } from './words';

/**
 * Says whether a command fails: `own` when it is a program of the shell's own surroundings, `again` when something has
 * failed before.
 */
export type Fails = (command: Command, own: boolean, again: boolean) => boolean;

/** Where control goes instead of to the next command. */
interface Leaving {
  to: 'exit' | 'return' | 'break' | 'continue';
  levels: number;
}

/** Where a script is performed: its state, what flows through its pipes, and where control goes. Statuses are 0 or not. */
export abstract class Stage implements Shell {
  /** Whether a command that fails was met. */
  met = false;
  state: State;
  changes = 0;
  protected leaving: Leaving | undefined;
  /** What is printed into a pipe or `$(…)`. */
  protected printed: Value[] | undefined;
  protected input: Value = UNKNOWN;
  protected taintedFiles = false;
  protected failedBehind = false;
  /** Whether other programs than those that fail may fail as well. */
  protected mayFail = false;
  /** Whether an assignment took its status from a `$(…)`. */
  protected substituted = false;
  protected depth = 0;

  constructor(
    protected readonly fails: Fails,
    protected readonly choices: Choices,
    readonly assigned: ReadonlySet<string>,
    options: State['options'],
  ) {
    this.state = {
      variables: new Map(),
      functions: new Map(),
      positional: [],
      options: { ...options },
      status: known('0'),
      atExit: undefined,
    };
  }

  protected abstract list(statements: readonly Statement[], checked: boolean): void;

  substitute(script: ParsedScript): Value {
    const [printed] = this.apart(() => this.list(script.commands, false), UNKNOWN, true);
    this.substituted = true;
    return printed;
  }

  /** Runs in a subshell, and gives what it printed and whether it is to be known. */
  protected apart(run: () => void, input: Value, captures: boolean): [Value, Value] {
    if (++this.depth > 30) throw new Beyond();
    const { state, printed, input: outer } = this;
    this.state = copyOf(state);
    this.input = input;
    if (captures) this.printed = [];
    run();
    const said = captures ? joined(this.printed ?? []) : known('');
    const { status } = this.state;
    this.leaving = undefined;
    Object.assign(this, { state, printed, input: outer });
    this.state.status = status;
    this.depth--;
    return [said, status];
  }

  protected set(status: number) {
    this.state.status = known(String(status));
  }

  protected succeeded(place: string): boolean {
    const { text, tainted } = this.state.status;
    return text === undefined ? this.choices.choose(`status ${place}`, tainted) : text === '0';
  }

  protected answer({ yes, tainted }: Answer, place: string) {
    this.set((yes ?? this.choices.choose(place, tainted)) ? 0 : 1);
  }

  /** `set -e` acts on a failure where nobody looks at it. */
  protected act(node: PipelineNode, checked: boolean) {
    if (!checked && this.state.options.errexit && !this.leaving && !this.succeeded(`act ${node.pos}`))
      this.leaving = { to: 'exit', levels: 0 };
  }

  protected number(expression: Parameters<typeof arithmetic>[0]): Value {
    return arithmetic(
      expression,
      (name) => lookUp(this, name),
      (name, value) => put(this, name, value),
    );
  }

  protected redirected(redirects: readonly Redirection[], run: () => void) {
    const { input, printed } = this;
    for (const redirect of redirects) {
      if (redirect.type === 'HereString')
        this.input = redirect.target ? textOf(redirect.target, this) : UNKNOWN;
      else if (redirect.type === 'HereDoc')
        this.input = { text: redirect.body.text === '' ? '' : undefined, tainted: false };
      else if (redirect.operator === '<') this.input = { text: undefined, tainted: this.taintedFiles };
      else if (redirect.operator.includes('>') && redirect.operator !== '>&') this.printed = undefined;
    }
    run();
    // What goes into a file cannot be read any more as what was printed.
    const files = redirects.some(
      (one) =>
        one.type === 'Redirect' &&
        /^(?:>|>>|>\||&>|&>>)$/.test(one.operator) &&
        one.target?.text !== '/dev/null',
    );
    if (files && this.met) this.taintedFiles = true;
    Object.assign(this, { input, printed });
  }
}
