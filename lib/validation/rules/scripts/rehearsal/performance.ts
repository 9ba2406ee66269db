import {
  type AndOr,
  type Case,
  type CompoundList,
  type For,
  type If,
  type ParsedScript,
  type Pipeline,
  type PipelineNode,
  parse,
  type Statement,
  type While,
} from 'unbash';
import { doubleTest, matches } from './conditions';
import { SimpleCommands } from './simple';
import { Beyond, Hangs, known, UNKNOWN, type Value } from './state';
import { put, textOf, wordsOf } from './words';

/** Most turns of one loop, and commands in it, that are followed; one that goes on beyond them does not end. */
const TURNS = 130;
const STEPS = 1500;

/** Performs a script in thought, along one way through it. */
export class Performance extends SimpleCommands {
  /** Whether the script ends with 0. */
  perform(script: ParsedScript): boolean {
    this.list(script.commands, false);
    this.leaving = undefined;
    const handler = this.state.atExit;
    if (handler !== undefined) {
      const status = this.state.status;
      const parsed = parse(handler);
      if (parsed.errors?.length) throw new Beyond();
      this.state.options.errexit = false;
      this.list(parsed.commands, true);
      if (!this.leaves()) this.state.status = status;
    }
    return this.succeeded('end');
  }

  private leaves(): boolean {
    return this.leaving !== undefined;
  }

  protected list(statements: readonly Statement[], checked: boolean) {
    for (const { command, background } of statements) {
      if (background) {
        const before = this.met;
        this.met = false;
        this.apart(() => this.node(command, true), UNKNOWN, false);
        this.failedBehind ||= this.met;
        this.met ||= before;
        this.state.status = known('0');
      } else this.node(command, checked);
      if (this.leaving) return;
    }
  }

  protected node(node: PipelineNode | AndOr, checked: boolean): void {
    this.choices.step();
    switch (node.type) {
      case 'Command':
        this.command(node, checked);
        this.act(node, checked);
        break;
      case 'Pipeline':
        this.pipeline(node, checked);
        break;
      case 'AndOr':
        this.andOr(node, checked);
        break;
      case 'Redirected':
        this.redirected(node.redirects, () => this.node(node.command, checked));
        break;
      case 'Subshell':
        this.apart(() => this.list(node.body.commands, checked), this.input, false);
        this.act(node, checked);
        break;
      case 'BraceGroup':
        this.list(node.body.commands, checked);
        break;
      case 'Function':
        this.state.functions.set(node.name.text, node);
        this.set(0);
        break;
      case 'If':
        this.conditional(node, checked);
        break;
      case 'For':
        this.forEach(node, checked);
        break;
      case 'While':
        this.whileLoop(node, checked);
        break;
      case 'Case':
        this.choose(node, checked);
        break;
      case 'TestCommand':
        this.answer(
          doubleTest(node.expression, (word) => textOf(word, this)),
          `test ${node.pos}`,
        );
        this.act(node, checked);
        break;
      case 'ArithmeticCommand': {
        const { text, tainted } = this.number(node.expression);
        this.answer({ yes: text === undefined ? undefined : text !== '0', tainted }, `test ${node.pos}`);
        this.act(node, checked);
        break;
      }
      case 'ArithmeticFor':
        this.number(node.initialize);
        this.turns(
          () => !node.test || this.holds(this.number(node.test), node.pos),
          () => {
            this.list(node.body.commands, checked);
            if (!this.leaving || this.leaving.to === 'continue') this.number(node.update);
          },
        );
        break;
      default:
        throw new Beyond();
    }
  }

  private holds({ text, tainted }: Value, place: number): boolean {
    return text === undefined ? this.choices.choose(`test ${place}`, tainted) : text !== '0';
  }

  private conditional(node: If, checked: boolean) {
    for (const { clause, then } of [node, ...node.elif]) {
      // `if curl …/admin; then exit 1; fi`: here success is what must not be.
      const { mayFail } = this;
      this.mayFail ||= !isNegated(clause) && then.commands.some(({ command }) => refuses(command));
      this.list(clause.commands, true);
      this.mayFail = mayFail;
      if (this.leaving) return;
      if (this.succeeded(`if ${clause.pos}`)) return this.list(then.commands, checked);
    }
    this.set(0);
    if (node.else) this.list(node.else.commands, checked);
  }

  private forEach(node: For, checked: boolean) {
    const words = node.wordlist?.flatMap((word) => wordsOf(word, this)) ?? this.state.positional;
    let i = 0;
    if (words.length === 0) this.set(0);
    this.turns(
      () => i < words.length,
      () => {
        put(this, node.name.text, words[i++] ?? UNKNOWN);
        this.list(node.body.commands, checked);
      },
    );
  }

  private whileLoop(node: While, checked: boolean) {
    let last: Value = known('0');
    const goesOn = () => {
      this.list(node.clause.commands, true);
      if (this.leaving) return true;
      const on = this.succeeded(`while ${node.pos}`) === (node.kind === 'while');
      if (!on) this.state.status = last;
      return on;
    };
    this.turns(goesOn, () => {
      if (this.leaving) return;
      this.list(node.body.commands, checked);
      last = this.state.status;
    });
  }

  private turns(goesOn: () => boolean, turn: () => void) {
    let seen = -1;
    const begun = this.choices.steps;
    for (let i = 0; goesOn(); i++) {
      // A turn that changed nothing and asked nothing is followed by others like it.
      const now = this.changes + this.choices.questions;
      const long = i > TURNS || this.choices.steps - begun > STEPS;
      if (long || (i > 2 && now === seen)) throw new Hangs();
      seen = now;
      this.choices.step();
      turn();
      const { leaving } = this;
      if (!leaving) continue;
      if (leaving.to === 'exit' || leaving.to === 'return') return;
      const outer = leaving.levels > 1;
      this.leaving = outer ? { ...leaving, levels: leaving.levels - 1 } : undefined;
      if (outer || leaving.to === 'break') return;
    }
  }

  private choose(node: Case, checked: boolean) {
    const { text, tainted } = textOf(node.word, this);
    this.set(0);
    for (const item of node.items) {
      const patterns = item.pattern.map((word) => textOf(word, this));
      const sure = patterns.every((pattern) => pattern.text !== undefined);
      const all = patterns.some((pattern) => pattern.text === '*');
      const yes =
        all || (text !== undefined && sure && patterns.some((pattern) => matches(text, pattern.text ?? '')));
      const unknown = !all && (text === undefined || !sure);
      if (!(unknown ? this.choices.choose(`case ${item.pos}`, tainted) : yes)) continue;
      if (item.terminator !== undefined && item.terminator !== ';;') throw new Beyond();
      this.list(item.body.commands, checked);
      return;
    }
  }

  private andOr({ commands, operators }: AndOr, checked: boolean) {
    for (const [i, node] of commands.entries()) {
      const before = operators[i - 1];
      if (before !== undefined && this.succeeded(`list ${node.pos}`) !== (before === '&&')) continue;
      this.node(node, checked || i < commands.length - 1);
      if (this.leaving) return;
    }
  }

  private pipeline(node: Pipeline, checked: boolean) {
    const negated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
    const [only] = node.commands;
    if (node.commands.length === 1 && only) this.node(only, checked || negated);
    else {
      let input = this.input;
      let failed: Value | undefined;
      for (const [i, command] of node.commands.entries()) {
        const last = i === node.commands.length - 1;
        const [printed, status] = this.apart(() => this.node(command, checked || negated), input, !last);
        if (last && this.printed && input.tainted) this.printed.push({ text: '', tainted: true });
        input = printed;
        if (status.text !== '0') failed = status;
      }
      if (this.state.options.pipefail && failed) this.state.status = failed;
    }
    if (this.leaving) return;
    if (negated) this.set(this.succeeded(`not ${node.pos}`) ? 1 : 0);
    else this.act(node, checked);
  }
}

function isNegated({ commands }: CompoundList): boolean {
  return commands.some(({ command }) => command.type === 'Pipeline' && command.prefixes.length > 0);
}

/** `exit 1` */
function refuses(node: PipelineNode | AndOr): boolean {
  return node.type === 'Command' && node.name?.text === 'exit' && /^[1-9]/.test(node.args[0]?.text ?? '');
}
