import type { Command, PipelineNode } from 'unbash';
import { readOptions } from '../script';
import { bracketTest } from './conditions';
import { outcomeOf } from './programs';
import { Stage } from './stage';
import { Beyond, Hangs, joined, known, UNKNOWN, type Value } from './state';
import { lookUp, put, textOf, wordsOf } from './words';

/** Programs that are content when nothing comes through their pipe. */
const READS_ANYTHING = /^(?:sh|bash|psql|mysql|sqlite3|gzip|logger)$/;

/** Most words of a command: a function may double its own in every call. */
const MOST_WORDS = 1000;

/** Commands of a single line: assignments, functions, what belongs to the shell, and programs. */
export abstract class SimpleCommands extends Stage {
  protected abstract node(node: PipelineNode, checked: boolean): void;

  protected command(command: Command, checked: boolean) {
    const { redirects } = command;
    const run = () => this.simple(command, checked);
    if (redirects.length === 0) run();
    else {
      // `2>&1` and `2>/dev/null` leave the output where it is.
      const own = redirects.filter(
        (one) =>
          one.type !== 'Redirect' || one.descriptor?.type !== 'FileDescriptor' || one.descriptor.value !== 2,
      );
      this.redirected(own, run);
    }
  }

  private simple(command: Command, checked: boolean) {
    if (!command.name) {
      this.substituted = false;
      for (const prefix of command.prefix) if (prefix.type === 'Assignment') this.assign(prefix);
      if (!this.substituted) this.set(0);
      return;
    }
    const words = [command.name, ...command.args].flatMap((word) =>
      word.type === 'Word' ? wordsOf(word, this) : [],
    );
    if (words.length > MOST_WORDS) throw new Beyond();
    const [first, ...rest] = words;
    const name = first?.text?.replace(/^.*\//, '') ?? '';
    const called = this.state.functions.get(name);
    if (called) return this.call(called.body, rest, checked);
    if (this.builtin(name, rest, command)) return;
    this.program(command, name, rest);
  }

  private assign(assignment: Extract<Command['prefix'][number], { type: 'Assignment' }>) {
    const { name, value, append } = assignment;
    if (value.type === 'ArrayValue' || assignment.index) put(this, name, { text: undefined, tainted: true });
    else {
      const given = textOf(value, this);
      // `NAME=${NAME:-default}`: the container may have set it.
      const own = !this.state.variables.has(name) && new RegExp(`\\$\\{?${name}\\b`).test(value.text);
      put(this, name, own ? UNKNOWN : append ? joined([lookUp(this, name), given]) : given);
    }
  }

  private call(body: unknown, words: Value[], checked: boolean) {
    const node = body as PipelineNode;
    if (++this.depth > 30) throw new Beyond();
    const { positional } = this.state;
    this.state.positional = words;
    this.node(node, checked);
    this.state.positional = positional;
    this.depth--;
    if (this.leaving?.to === 'return') this.leaving = undefined;
  }

  /** Whether the command belongs to the shell itself; then it is done. */
  private builtin(name: string, words: Value[], command: Command): boolean {
    const [first] = words;
    switch (name) {
      case 'exit':
      case 'return':
        if (first) this.state.status = first;
        this.leaving = { to: name, levels: 0 };
        return true;
      case 'break':
      case 'continue':
        this.leaving = { to: name, levels: Number(first?.text ?? 1) };
        this.set(0);
        return true;
      case 'set':
        for (const [i, word] of words.entries())
          readOptions(word.text ?? '', words[i + 1]?.text, this.state.options);
        this.set(0);
        return true;
      case 'shift':
        this.state.positional = this.state.positional.slice(Number(first?.text ?? 1));
        this.set(0);
        return true;
      case 'export':
      case 'local':
      case 'readonly':
      case 'declare':
      case 'typeset':
        if (words.some(({ text }) => text === '-i')) throw new Beyond();
        for (const one of command.args) if (one.type === 'Assignment') this.assign(one);
        this.set(0);
        return true;
      case 'read':
        for (const { text } of words)
          if (text && /^\w+$/.test(text)) put(this, text, { text: undefined, tainted: this.input.tainted });
        this.answer(
          { yes: this.input.text === '' ? false : undefined, tainted: this.input.tainted },
          `read ${command.pos}`,
        );
        return true;
      case 'test':
      case '[':
        this.answer(bracketTest(name === '[' ? words.slice(0, -1) : words), `test ${command.pos}`);
        return true;
      case 'trap':
        this.trap(words);
        return true;
      case 'wait':
        if (words.length > 0 && this.failedBehind) this.state.status = { text: undefined, tainted: true };
        else this.set(0);
        return true;
      case 'kill':
        if (
          words.some(({ text }) => (text === undefined ? false : /^[01]$/.test(text))) ||
          command.args.some(({ text }) => /\$\$/.test(text))
        )
          throw new Hangs();
        this.set(0);
        return true;
      case 'exec':
        if (words.length === 0) return true;
        this.program(command, words[0]?.text?.replace(/^.*\//, '') ?? '', words.slice(1));
        this.leaving = { to: 'exit', levels: 0 };
        return true;
      case 'eval':
      case 'source':
      case '.':
      case 'let':
      case 'getopts':
        throw new Beyond();
    }
    return false;
  }

  private trap([handler, ...signals]: Value[]) {
    this.set(0);
    const names = signals.map(({ text }) => text ?? '');
    if (names.some((signal) => /^(?:ERR|DEBUG|RETURN)$/i.test(signal))) throw new Beyond();
    if (!names.some((signal) => /^(?:EXIT|0)$/i.test(signal))) return;
    if (handler?.text === undefined) throw new Beyond();
    this.state.atExit = handler.text === '-' ? undefined : handler.text;
  }

  private program(command: Command, name: string, words: Value[]) {
    const say = (output: Value) => this.printed?.push(output);
    const outcome = outcomeOf({ name, words, input: this.input, taintedFiles: this.taintedFiles });
    if (this.fails(command, outcome !== undefined, this.met)) {
      this.met = true;
      const texts = words.map(({ text }) => text ?? '');
      this.set(1);
      if (
        texts.some((text) => /^(?:-[a-zA-Z]*[oO]|--output\b)/.test(text)) &&
        !texts.some((text) => text === '/dev/null' || text === '-')
      )
        this.taintedFiles = true;
      const writes = name === 'curl' && texts.some((text) => text.includes('_code}'));
      say({ text: writes ? '000' : '', tainted: true });
      return;
    }
    if (!outcome) {
      // Another program does its work, unless what it works on is not there.
      const nothingCame = this.input.text === '' && READS_ANYTHING.test(name);
      const reads = this.taintedFiles && !asksOnly(command, name);
      const tainted = reads || (this.input.tainted && !nothingCame) || joined(words).tainted;
      this.state.status = tainted || this.mayFail ? { text: undefined, tainted } : known('0');
      say({ text: undefined, tainted });
      return;
    }
    if (name === 'tee' && this.input.tainted) this.taintedFiles = true;
    say(outcome.output);
    this.answer(
      { yes: outcome.status === undefined ? undefined : outcome.status === 0, tainted: outcome.tainted },
      `run ${command.pos}`,
    );
  }
}

/** Whether a program asks over the net, and reads no file for that. */
function asksOnly({ args }: Command, name: string): boolean {
  return (
    /^(?:curl|wget|nc|nslookup|dig|ping|pg_isready)$/.test(name) &&
    !args.some(({ text }) =>
      /@|^-[a-zA-Z]*[TKbi]|^--(?:upload|config|cookie|input|post-file|body-file)/.test(text),
    )
  );
}
