import { type AndOr, type Command, forEachChild, type Statement, type SyntaxNode } from 'unbash';
import { nameOf, stops } from './commands';

/**
 * The calls of curl whose own exit status is the check. Where the answer is read, in a pipe, a substitution or a file,
 * the answer may be it; and where nobody minds that the call fails, an HTTP error matters no more.
 */
export function checkingCurls(script: SyntaxNode, text: string): Command[] {
  return [...curlsIn(script)].filter((command) => !isRead(outputOf(command), text));
}

function* curlsIn(node: SyntaxNode): Generator<Command> {
  if (node.type === 'Pipeline' && node.commands.length > 1) return;
  if (/^(?:Command|Arithmetic)Expansion$|^(?:ProcessSubstitution|ArithmeticCommand)$/.test(node.type)) return;
  if (node.type === 'Command' && nameOf(node) === 'curl') yield node;
  for (const child of counting(node)) yield* curlsIn(child);
}

/** The parts of a node on whose status something may hang. */
function counting(node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'AndOr') return minded(node);
  if (node.type === 'CompoundList') return beforeTheEnd(node.commands);
  const children: SyntaxNode[] = [];
  forEachChild(node, (child) => children.push(child));
  return children;
}

/** The commands of a list whose failure is not made good by what follows `||`. */
function minded({ commands, operators }: AndOr): readonly SyntaxNode[] {
  const last = operators.lastIndexOf('||');
  const rescue = commands.slice(last + 1);
  if (last === -1 || rescue.some((command) => stops(command) || fetches(command))) return commands;
  return rescue;
}

function fetches(node: SyntaxNode): boolean {
  return node.type === 'Command' && ['curl', 'wget'].includes(nameOf(node) ?? '');
}

/** Of statements that end by `exit 1`, the last one alone: the rest only shows what there is to see. */
function beforeTheEnd(statements: readonly Statement[]): readonly SyntaxNode[] {
  const end = statements.findIndex(({ command }) => {
    const [argument] = command.type === 'Command' ? command.args : [];
    return (
      command.type === 'Command' &&
      ['exit', 'return'].includes(nameOf(command) ?? '') &&
      /^[1-9]\d*$/.test(argument?.text ?? '')
    );
  });
  return end === -1 ? statements : statements.slice(0, end).filter(({ command }) => !fetches(command));
}

/** The file that a call writes what it was answered to. */
function outputOf({ args, redirects }: Command): string | undefined {
  const to = args.findIndex(({ text }) => /^(?:-[a-zA-Z]*o|--output)$/.test(text));
  const word = to === -1 ? redirects.find(({ operator }) => /^>/.test(operator)) : undefined;
  const file = to === -1 ? (word && 'target' in word ? word.target?.text : undefined) : args[to + 1]?.text;
  return file?.replace(/^["']|["']$/g, '');
}

/** Whether a file's name stands a second time in the script. */
function isRead(file: string | undefined, text: string): boolean {
  if (file === undefined || file === '' || file.startsWith('/dev/')) return false;
  return text.indexOf(file) !== text.lastIndexOf(file);
}
