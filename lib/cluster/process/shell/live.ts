import { Bash } from 'just-bash/browser';
import type { ShellFlavour } from '../../images/image';
import { LIVE, TARGET } from './files';
import {
  assign,
  bodyOf,
  type Command,
  eachNode,
  fixedText,
  literal,
  redirect,
  type Script,
  type Simple,
  type Statement,
  simple,
  statement,
  statementLists,
  subshell,
  variable,
  type Word,
} from './tree';

/** Runs another command with the stream to which its output goes at once: `__to <stream> curl ...`. */
export const TO = '__to';
/** Takes simulated time, so that a loop that never waits does not stop the clock. */
export const TICK = '__tick';
/** Runs its argument, a script, beside this one: `a &`. */
export const BACKGROUND = '__background';
export const WAIT = '__wait';
/** The value of a variable such as RANDOM. */
export const SPECIAL = '__special';
const OUT = '__o';
const ERR = '__e';
const LOOPS = new Set(['While', 'Until', 'For', 'CStyleFor']);

interface Sinks {
  out: Word;
  err: Word;
}

/**
 * Makes a script write what it prints when it prints it. just-bash gives stdout and stderr as two strings at the end; so each
 * command whose output is the script's own gets redirections to the live streams, and pipes and `$(...)` keep their plumbing.
 * Functions do not know who calls them: their commands write to the streams that two variables name, and callers who catch the
 * output set these. Each turn of a loop costs a tick.
 */
export function makeLive(script: Script, options: LiveOptions): Script {
  special(script, options);
  new Live(script, options.streaming).transform();
  return script;
}

/** A script that a tool such as `xargs` runs inside another: its output is the tool's. Only its loops take time. */
export function makeInner(script: Script): Script {
  tickLoops(script);
  return script;
}

/** How many turns of a loop one tick stands for. */
export const TURNS = 32;
const COUNTER = '__n';
const counting = new Bash({ defenseInDepth: false, commands: [] }).transform(
  `(( ${COUNTER} = (\${${COUNTER}:-0} + 1) % ${TURNS} )) || ${TICK}`,
);

function tickLoops(script: Script): void {
  for (const body of loopsIn(script)) body.unshift(...structuredClone(counting.ast.statements));
}

function loopsIn(script: Script): Statement[][] {
  const loops: Statement[][] = [];
  eachNode(script.statements, (node) => {
    const body = LOOPS.has(node.type) ? bodyOf(node) : undefined;
    if (body) loops.push(body);
  });
  return loops;
}

export interface LiveOptions {
  /** Programs of ours that write while they run; they are told to which stream. */
  streaming: ReadonlySet<string>;
  /** What `$0` is. */
  zero: string;
  flavour: ShellFlavour;
}

/** `$0`, `$!`, `$RANDOM` and `$SECONDS`: just-bash takes them from itself, from chance and from the real clock. */
function special(script: Script, { zero, flavour }: LiveOptions): void {
  eachNode(script.statements, markTarget);
  const dynamic = flavour === 'dash' ? DASH : flavour === 'ash' ? ASH : BASH_ONLY;
  eachNode(script.statements, (node) => {
    if (node.type === 'ParameterExpansion' && node.operation === null) {
      if (node.parameter === '0') Object.assign(node, { type: 'Literal', value: zero });
      else if (typeof node.parameter === 'string' && dynamic.has(node.parameter)) {
        const body: Script = { type: 'Script', statements: [statement(simple([SPECIAL, node.parameter]))] };
        Object.assign(node, { type: 'CommandSubstitution', body, legacy: false });
      }
    }
    if (node.type === 'ArithVariable' && typeof node.name === 'string' && dynamic.has(node.name)) {
      Object.assign(node, { type: 'ArithCommandSubst', command: `${SPECIAL} ${node.name}` });
    }
  });
}

const OPENING = new Set(['>', '>>', '>|', '&>', '&>>', '<']);

/** Marks the target of a redirection, so that a file that cannot be opened is not taken for a fault of the file system. */
function markTarget(node: { type: string; [field: string]: unknown }): void {
  if (node.type !== 'Redirection' || typeof node.operator !== 'string' || !OPENING.has(node.operator)) return;
  if (!isWord(node.target) || fixedText(node.target)?.startsWith('/dev/')) return;
  node.target.parts.unshift({ type: 'Literal', value: TARGET });
}

function isWord(value: unknown): value is Word {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Word';
}

const DASH = new Set(['!']);
const ASH = new Set(['!', 'RANDOM']);
const BASH_ONLY = new Set(['!', 'RANDOM', 'SECONDS', 'EPOCHSECONDS', 'SRANDOM']);

class Live {
  private readonly functions = new Set<string>();
  private readonly inFunctions: Sinks = { out: variable(OUT), err: variable(ERR) };
  private readonly here: Sinks = { out: literal(LIVE.out), err: literal(LIVE.err) };

  constructor(
    private readonly script: Script,
    private readonly streaming: ReadonlySet<string>,
  ) {}

  transform(): void {
    const bodies: Command[] = [];
    const substitutions: Statement[][] = [];
    let redirectedCompound = false;
    eachNode(this.script.statements, (node) => {
      if (node.type === 'FunctionDef' && typeof node.name === 'string') this.functions.add(node.name);
      const body = bodyOf(node);
      if (node.type === 'CommandSubstitution' || node.type === 'ProcessSubstitution')
        if (body) substitutions.push(body);
      if (!LEAVES.has(node.type) && node.type !== 'FunctionDef' && Array.isArray(node.redirections))
        redirectedCompound ||= node.redirections.length > 0;
    });
    this.collectFunctions(this.script.statements, bodies);
    const known = this.script.statements.filter(definesFunction).map(({ sourceText = '' }) => sourceText);
    eachNode(this.script.statements, (node) => {
      for (const list of statementLists(node)) for (const one of list) toBackground(one, known);
    });
    for (const one of this.script.statements) toBackground(one, known);
    this.statements(this.script.statements, this.here);
    // Inside `{ f; } > file` a function would write past the file: then all functions print at their end.
    if (this.functions.size > 0 && !redirectedCompound) {
      for (const body of bodies) this.command(body, this.inFunctions);
      for (const body of substitutions) body.unshift(statement(simple([], [assign(OUT, '/dev/stdout')])));
      this.script.statements.unshift(
        statement(simple([], [assign(OUT, LIVE.out)]), simple([], [assign(ERR, LIVE.err)])),
      );
    }
    tickLoops(this.script);
  }

  private collectFunctions(statements: Statement[], into: Command[]): void {
    eachNode(statements, (node) => {
      const body = node.type === 'FunctionDef' ? node.body : undefined;
      if (isCommand(body)) into.push(body);
    });
  }

  private statements(list: readonly Statement[], sinks: Sinks): void {
    for (const { pipelines } of list)
      for (const pipeline of pipelines) this.pipeline(pipeline.commands, sinks);
  }

  private pipeline(commands: Command[], sinks: Sinks): void {
    const last = commands.length - 1;
    commands.forEach((command, i) => {
      if (i === last) commands[i] = this.command(command, sinks);
      else commands[i] = this.caught(command, sinks);
    });
  }

  /** A command whose stdout somebody else reads. */
  private caught(command: Command, sinks: Sinks): Command {
    if (command.type === 'SimpleCommand') {
      if (this.callsFunction(command)) command.assignments.unshift(assign(OUT, '/dev/stdout'));
      if (command.name) command.redirections.unshift(redirect(2, sinks.err));
      return command;
    }
    if (command.type === 'FunctionDef') return command;
    return this.functions.size > 0
      ? subshell(statement(simple([], [assign(OUT, '/dev/stdout')])), statement(command))
      : command;
  }

  /** A command whose output is the script's own. */
  private command(command: Command, sinks: Sinks): Command {
    switch (command.type) {
      case 'SimpleCommand':
        return this.simple(command, sinks);
      case 'FunctionDef':
        return command;
      case 'ArithmeticCommand':
      case 'ConditionalCommand':
        command.redirections.unshift(redirect(2, sinks.err));
        return command;
    }
    if (command.redirections.some(({ operator }) => !operator.startsWith('<'))) {
      command.redirections.unshift(redirect(1, sinks.out), redirect(2, sinks.err));
      return command;
    }
    switch (command.type) {
      case 'If':
        for (const clause of command.clauses) {
          this.statements(clause.condition, sinks);
          this.statements(clause.body, sinks);
        }
        this.statements(command.elseBody ?? [], sinks);
        break;
      case 'While':
      case 'Until':
        this.statements(command.condition, sinks);
        this.statements(command.body, sinks);
        break;
      case 'For':
      case 'CStyleFor':
      case 'Subshell':
      case 'Group':
        this.statements(command.body, sinks);
        break;
      case 'Case':
        for (const item of command.items) this.statements(item.body, sinks);
        break;
    }
    return command;
  }

  private simple(command: Simple, sinks: Sinks): Command {
    const name = fixedText(command.name);
    if (!command.name) return command;
    if (name !== undefined && SILENT.has(name) && command.redirections.length === 0) return command;
    if (name === 'wait') command.name = literal(WAIT);
    if (name === 'exec' && command.args.length === 0) return command;
    if (name === 'exec' && command.redirections.length === 0 && isOption(command.args[0]) === false) {
      const [program, ...args] = command.args;
      const inner: Simple = { ...command, name: program ?? null, args };
      const leave: Simple = { ...simple(['exit']), args: [variable('?')] };
      return {
        type: 'Group',
        body: [statement(this.simple(inner, sinks)), statement(leave)],
        redirections: [],
      };
    }
    const plain = command.redirections.every(({ operator }) => operator.startsWith('<'));
    if (this.callsFunction(command) && !plain)
      command.assignments.unshift(assign(OUT, '/dev/stdout'), assign(ERR, '/dev/stderr'));
    if (plain && name !== undefined && this.streaming.has(name) && !this.functions.has(name)) {
      command.args.unshift(sinks.out, literal(name));
      command.name = literal(TO);
    }
    command.redirections.unshift(redirect(1, sinks.out), redirect(2, sinks.err));
    return command;
  }

  private callsFunction(command: Simple): boolean {
    const name = fixedText(command.name);
    return name !== undefined && this.functions.has(name);
  }
}

const definesFunction = ({ pipelines }: Statement): boolean =>
  pipelines.some(({ commands }) => commands.some(({ type }) => type === 'FunctionDef'));

/** `a &` becomes a command that starts `a` as a process of its own, which knows the script's functions. */
function toBackground(one: Statement, functions: readonly string[]): void {
  if (!one.background || !one.sourceText) return;
  const source = [...functions, one.sourceText.trim().replace(/&$/, '')].join('\n');
  one.background = false;
  one.operators = [];
  one.pipelines = statement({
    ...simple([BACKGROUND]),
    args: [{ type: 'Word', parts: [{ type: 'SingleQuoted', value: source }] }],
  }).pipelines;
}

/** Builtins that print nothing but their own misuse: they need no stream, and loops are full of them. */
const SILENT = new Set([':', 'true', 'false', '[', 'test', 'break', 'continue', 'return', 'shift']);

const LEAVES = new Set(['SimpleCommand', 'ArithmeticCommand', 'ConditionalCommand']);

const isOption = (word: Word | undefined) => word !== undefined && fixedText(word)?.startsWith('-') === true;

function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'type' in value && 'redirections' in value;
}
