import {
  type AndOr,
  type Command,
  forEachChild,
  type Pipeline,
  type PipelineNode,
  type Statement,
  type SyntaxNode,
} from 'unbash';

/** Commands that set the scene or talk; nobody runs a script for their exit status. */
const HARMLESS = new Set(
  'echo printf sleep true : set cd pwd export unset local readonly date cat ls env mkdir touch rm rmdir cp mv chmod apk apt apt-get yum dnf read shift umask alias hostname whoami id uname find tee head tail sort wait'.split(
    ' ',
  ),
);

/** Commands whose exit status is an answer. */
const CHECKS = new Set(
  'curl wget nc ncat grep egrep fgrep test [ [[ nslookup dig ping psql pg_isready mysql mysqladmin redis-cli mongosh kubectl argocd http https grpcurl grpc_health_probe diff cmp newman k6 pytest jest'.split(
    ' ',
  ),
);

/** The name of a command, without its folder; undefined when it is computed or absent. */
export function nameOf(command: Command): string | undefined {
  const name = command.name;
  if (!name || /[$`]/.test(name.text)) return undefined;
  return name.value.replace(/^.*\//, '');
}

export function isHarmless(command: Command): boolean {
  const name = nameOf(command);
  if (name === 'exit') return true;
  return name !== undefined && HARMLESS.has(name);
}

export function isKnownCheck(command: Command): boolean {
  const name = nameOf(command);
  if (name === 'jq' || name === 'yq')
    return command.args.some(({ text }) => /^(?:--exit-status|-[a-zA-Z]*e[a-zA-Z]*)$/.test(text));
  return name !== undefined && CHECKS.has(name);
}

/** Whether a word names a command whose exit status is an answer. */
export function isCheckName(word: unknown): boolean {
  return typeof word === 'string' && CHECKS.has(word);
}

/** The command whose status a condition asks for, and whether it asks for its failure. */
export function questionOf(node: PipelineNode | AndOr | undefined): {
  checked: PipelineNode | AndOr | undefined;
  negated: boolean;
} {
  if (node?.type !== 'Pipeline') return { checked: node, negated: false };
  return {
    checked: node.commands.at(-1),
    negated: node.prefixes.some(({ type }) => type === 'Negation'),
  };
}

/** Whether a node is a condition: `test`, `[` or `[[`. */
export function tests(node: SyntaxNode): boolean {
  if (node.type === 'TestCommand') return true;
  return node.type === 'Command' && ['test', '['].includes(nameOf(node) ?? '');
}

/** Whether a node ends the script, the loop or the function, or is false by itself. */
export function stops(node: SyntaxNode | AndOr | Pipeline): boolean {
  if (node.type === 'Command') {
    const name = nameOf(node) ?? '';
    const [argument] = node.args;
    if (name === 'exit') return argument?.text !== '0';
    return ['return', 'break', 'continue', 'false', 'kill', 'exec'].includes(name);
  }
  let found = false;
  forEachChild(node, (child) => {
    if (!found && !isWord(child) && stops(child)) found = true;
  });
  return found;
}

/** Whether a node is a part of a command, which may be a sum of a thousand terms, and no command. */
function isWord(node: SyntaxNode): boolean {
  return /^(?:Word|Assignment|Arithmetic\w+|Redirect)$/.test(node.type) && node.type !== 'ArithmeticFor';
}

/** Whether a node leaves the loop. */
export function isBreak(node: SyntaxNode): boolean {
  return node.type === 'Command' && /^(?:break|continue)$/.test(nameOf(node) ?? '');
}

/** Whether a node always succeeds, and only sets the scene or talks. */
export function isQuiet(node: SyntaxNode | AndOr): boolean {
  return node.type === 'Command' && isHarmless(node) && !stops(node);
}

/** Commands that ask and end; others in the background may be servers, which need not end. */
export const ASKING: ReadonlySet<string> = new Set(['curl', 'wget', 'pg_isready', 'grpcurl']);

/** Whether a node only sets variables. */
export function isAssignment(node: SyntaxNode | AndOr): boolean {
  return node.type === 'Command' && node.name === undefined;
}

/** `i=1`, `i=$((i + 1))`: an assignment of a number. */
function counts(node: SyntaxNode | AndOr): boolean {
  if (node.type !== 'Command' || node.name !== undefined) return false;
  return node.prefix.every(
    (one) => one.type === 'Assignment' && /^\w+=(?:\d+|\$\(\(.*\)\))$/s.test(one.text),
  );
}

/** Whether the last command of a loop's body always succeeds. */
export function endsQuietly(statements: readonly Statement[]): boolean {
  const last = statements.at(-1)?.command;
  return last !== undefined && (isQuiet(last) || counts(last));
}

/** `break`, or an `exit` that says all is well. */
export function leaves(node: PipelineNode | AndOr | undefined): boolean {
  if (node?.type !== 'Command') return false;
  return isBreak(node) || (nameOf(node) === 'exit' && !stops(node));
}

/** `check && exit 0`: the script acts on the answer. */
export function decides(node: PipelineNode): boolean {
  return stops(node) || (node.type === 'Command' && nameOf(node) === 'exit');
}

/** Whether a loop's body can leave the loop, and every way out says that all is well. */
export function leavesOnlyQuietly(body: SyntaxNode): boolean {
  let out = false;
  let fails = false;
  const see = (node: SyntaxNode) => {
    if (node.type === 'Command') {
      const name = nameOf(node);
      if (name === 'break' || leaves(node)) out ||= name !== 'continue';
      else if (stops(node)) fails = true;
      else if (name === undefined && !counts(node)) fails = true;
    }
    forEachChild(node, (child) => {
      if (!isWord(child)) see(child);
    });
  };
  see(body);
  return out && !fails;
}
