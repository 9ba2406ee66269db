import type {
  AndOr,
  Command,
  Function as Defined,
  If,
  Pipeline,
  PipelineNode,
  Statement,
  While,
} from 'unbash';
import {
  ASKING,
  decides,
  endsQuietly,
  isAssignment,
  isBreak,
  isHarmless,
  isKnownCheck,
  isQuiet,
  leaves,
  leavesOnlyQuietly,
  nameOf,
  questionOf,
  stops,
  tests,
} from './commands';
import type { Lost, Place } from './lost-cause';
import { readOptions, type ShellOptions } from './script';
import { asksStatus } from './status';

/** Follows a script as a shell does, and notes whose failure becomes its exit status and whose does not. */
export class Reader {
  readonly lost: Lost[] = [];
  heard = 0;
  /** Set when the script does something whose effect is not followed here. */
  beyond = false;

  private readonly calling = new Set<string>();

  constructor(
    private readonly options: ShellOptions,
    private readonly functions: ReadonlyMap<string, Defined>,
  ) {}

  list(statements: readonly Statement[], place: Place) {
    for (const [i, statement] of statements.entries()) {
      const next = statements[i + 1]?.command;
      const bareExit = next?.type === 'Command' && nameOf(next) === 'exit' && next.suffix.length === 0;
      const last = i === statements.length - 1 || bareExit;
      if (statement.background) {
        const { command } = statement;
        if (command.type === 'Command' && ASKING.has(nameOf(command) ?? ''))
          this.lost.push({ command, cause: 'background' });
        else this.beyond = true;
        continue;
      }
      const quietAfter =
        place.quietAfter === true && statements.slice(i + 1).every(({ command }) => isQuiet(command));
      // `curl …; [ $? -eq 0 ] && break`: a status that is looked at is no status lost by oversight.
      const looked = next !== undefined && asksStatus(next);
      const cause = !looked ? 'sequence' : place.inLoop ? 'retry' : 'if';
      if (looked && place.inLoop && !place.talksAfter) {
        this.heard++;
        continue;
      }
      const here: Place = last ? place : { ...place, heard: false, cause, quietAfter };
      const loops = statement.command.type === 'For' || statement.command.type === 'While';
      this.node(statement.command, loops ? { ...here, talksAfter: quietAfter } : here);
    }
  }

  private node(node: PipelineNode | AndOr, place: Place, errexit = this.options.errexit): void {
    switch (node.type) {
      case 'Command':
        this.command(node, place, errexit);
        break;
      case 'Redirected':
        this.node(node.command, place, errexit);
        break;
      case 'Pipeline':
        this.pipeline(node, place, errexit);
        break;
      case 'AndOr':
        this.andOr(node, place, errexit);
        break;
      case 'Subshell': {
        const outside = { ...this.options };
        this.list(node.body.commands, place);
        Object.assign(this.options, outside);
        break;
      }
      case 'BraceGroup':
        this.list(node.body.commands, place);
        break;
      case 'Function':
        break;
      case 'If':
        this.condition(node, place);
        this.list(node.then.commands, place);
        for (const branch of node.elif) this.list(branch.then.commands, place);
        if (node.else) this.list(node.else.commands, place);
        break;
      case 'For':
        this.turns(node.body.commands, place, node.name.text);
        break;
      case 'While':
        this.whileLoop(node, place);
        break;
      case 'Case':
      case 'TestCommand':
        this.heard++;
        break;
      default:
        this.beyond = true;
    }
  }

  /** The body of a loop whose turns are counted. */
  private turns(body: readonly Statement[], { talksAfter }: Place, variable?: string) {
    const quiet = talksAfter === true && endsQuietly(body);
    this.list(body, { heard: false, cause: 'loop', talksAfter: quiet, variable, inLoop: true });
  }

  /** `until check; do …; [ "$i" -gt 5 ] && break; done`, and `while [ "$i" -lt 5 ]; do …; done`. */
  private whileLoop(node: While, place: Place) {
    const [only] = node.clause.commands;
    const condition = node.clause.commands.length === 1 ? only?.command : undefined;
    if (condition && tests(condition)) {
      this.turns(node.body.commands, place);
      return;
    }
    const { checked, negated } = questionOf(condition);
    const waits = negated === (node.kind === 'while');
    if (waits && place.talksAfter && checked?.type === 'Command' && isKnownCheck(checked)) {
      if (leavesOnlyQuietly(node.body)) {
        this.lost.push({ command: checked, cause: 'retry' });
        return;
      }
    }
    this.heard++;
  }

  private command(command: Command, place: Place, errexit: boolean) {
    const name = nameOf(command);
    if (name === 'set') {
      const words = command.args.map((word) => word.text);
      for (const [i, word] of words.entries()) readOptions(word, words[i + 1], this.options);
      return;
    }
    const called = name === undefined ? undefined : this.functions.get(name);
    if (name !== undefined && called) {
      this.call(name, called, place);
      return;
    }
    if (name === undefined || isHarmless(command) || isBreak(command)) return;
    if (place.heard || errexit) this.heard++;
    else {
      const { cause, variable, joined, shown } = place;
      const each =
        variable !== undefined &&
        command.args.some(({ text }) => new RegExp(`\\$\\{?${variable}\\b`).test(text));
      this.lost.push({ command, cause, joined: joined === true, shown: shown === true, each });
    }
  }

  private call(name: string, { body }: Defined, place: Place) {
    // What a function does when it calls itself is not followed.
    if (this.calling.has(name) || body.type === 'CompoundList' || body.type === 'Redirected') {
      this.beyond = true;
      return;
    }
    this.calling.add(name);
    this.node(body, place);
    this.calling.delete(name);
  }

  /** `if curl …; then … else echo bad; fi`: the branch of failure only talks. */
  private condition(node: If, { talksAfter }: Place) {
    const [only] = node.clause.commands;
    if (node.clause.commands.length !== 1 || !only || node.elif.length > 0) return;
    const { checked, negated } = questionOf(only.command);
    const failing = negated ? node.then : node.else;
    if (checked?.type !== 'Command' || !isKnownCheck(checked) || tests(checked)) return;
    if (!failing) {
      // The same in `for … do if check; then exit 0; fi; sleep 2; done`.
      if (talksAfter && !negated && leaves(node.then.commands.at(-1)?.command))
        this.lost.push({ command: checked, cause: 'retry' });
      return;
    }
    if (failing.commands.every(({ command }) => command.type === 'Command' && isQuiet(command)))
      this.lost.push({ command: checked, cause: 'if' });
    else this.heard++;
  }

  private pipeline(pipeline: Pipeline, place: Place, errexit: boolean) {
    if (pipeline.prefixes.some((prefix) => prefix.type === 'Negation')) {
      this.heard++;
      return;
    }
    const last = pipeline.commands.at(-1);
    // `curl … | grep ok`: what reads the pipe is the check.
    const checked = last?.type === 'Command' && isKnownCheck(last);
    const shown = last?.type === 'Command' && /^(?:head|tail)$/.test(nameOf(last) ?? '');
    for (const command of checked ? [] : pipeline.commands.slice(0, -1)) {
      const heard = this.options.pipefail && (place.heard || errexit);
      const cause = place.heard || errexit ? 'pipe' : place.cause;
      this.node(command, { heard, cause, shown }, false);
    }
    if (last) this.node(last, place, errexit);
  }

  private andOr({ commands, operators }: AndOr, place: Place, errexit: boolean) {
    for (const [i, node] of commands.entries()) {
      const operator = operators[i];
      const next = commands[i + 1];
      if (operator === undefined || next === undefined) {
        const before = operators[i - 1];
        if (before === '||' && (stops(node) || isQuiet(node))) continue;
        this.node(node, place, errexit);
        continue;
      }
      // `for i in 1 2 3; do curl … && break; sleep 2; done`: when every turn has failed, nothing says so.
      if (operator === '&&' && place.talksAfter && isBreak(next) && node.type === 'Command') {
        this.lost.push({ command: node, cause: 'retry' });
        continue;
      }
      const fallback = operators.indexOf('||', i);
      const handler = fallback === -1 ? undefined : commands[fallback + 1];
      // `check || failed=1`: what is noted may be looked at later.
      if (isAssignment(next)) {
        this.heard++;
        continue;
      }
      if (tests(node) || (operator === '&&' && decides(next)) || (handler && stops(handler))) {
        this.heard++;
        continue;
      }
      if (handler === undefined)
        this.node(
          node,
          { heard: place.heard, cause: errexit ? 'and-list' : place.cause, joined: true },
          false,
        );
      else if (isQuiet(handler))
        this.swallowed(node, { start: commands[fallback]?.end ?? node.end, end: handler.end });
      else this.heard++;
    }
  }

  private swallowed(node: PipelineNode, span: { start: number; end: number }) {
    const command = node.type === 'Pipeline' ? node.commands.at(-1) : node;
    if (command?.type === 'Command' && !isHarmless(command))
      this.lost.push({ command, cause: 'or-true', span });
  }
}
