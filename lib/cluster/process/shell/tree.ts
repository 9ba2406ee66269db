import type { Bash } from 'just-bash/browser';

/** just-bash's syntax tree, by the types that its door shows. */
export type Script = ReturnType<Bash['transform']>['ast'];
export type Statement = Script['statements'][number];
type Pipeline = Statement['pipelines'][number];
export type Command = Pipeline['commands'][number];
export type Simple = Extract<Command, { type: 'SimpleCommand' }>;
export type Redirection = Simple['redirections'][number];
export type Word = NonNullable<Simple['name']>;
type Assignment = Simple['assignments'][number];
type Subshell = Extract<Command, { type: 'Subshell' }>;

export const literal = (value: string): Word => ({ type: 'Word', parts: [{ type: 'Literal', value }] });

/** `"$name"` */
export const variable = (name: string): Word => ({
  type: 'Word',
  parts: [
    { type: 'DoubleQuoted', parts: [{ type: 'ParameterExpansion', parameter: name, operation: null }] },
  ],
});

export const redirect = (fd: number, target: Word): Redirection => ({
  type: 'Redirection',
  fd,
  operator: '>>',
  target,
});

export const assign = (name: string, value: string): Assignment => ({
  type: 'Assignment',
  name,
  value: literal(value),
  append: false,
  array: null,
});

export const simple = (words: string[], assignments: Assignment[] = []): Simple => {
  const [name, ...args] = words;
  return {
    type: 'SimpleCommand',
    assignments,
    name: name === undefined ? null : literal(name),
    args: args.map(literal),
    redirections: [],
  };
};

export const statement = (...commands: Command[]): Statement => ({
  type: 'Statement',
  background: false,
  operators: commands.slice(1).map(() => ';' as const),
  pipelines: commands.map((command) => ({ type: 'Pipeline', negated: false, commands: [command] })),
});

export const subshell = (...body: Statement[]): Subshell => ({ type: 'Subshell', body, redirections: [] });

/** The text of a word that is the same whenever it is expanded, or undefined. */
export function fixedText(word: Word | null): string | undefined {
  let text = '';
  for (const part of word?.parts ?? []) {
    if (part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'Escaped')
      text += part.value;
    else return undefined;
  }
  return word ? text : undefined;
}

type Node = { type: string; [field: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const isCommandList = (value: unknown): value is Statement[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => isNode(item) && item.type === 'Statement');

/** The statements of a node's `body`, or of the script that is its body. */
export function bodyOf(node: Node): Statement[] | undefined {
  if (isCommandList(node.body)) return node.body;
  const inner = node.body;
  return isNode(inner) && isCommandList(inner.statements) ? inner.statements : undefined;
}

/** Every list of statements that a node holds itself. */
export function statementLists(node: Node): Statement[][] {
  return Object.values(node).filter(isCommandList);
}

/** Every node below a value, outermost first. */
export function eachNode(value: unknown, visit: (node: Node) => void, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (Array.isArray(value)) {
    for (const item of value) eachNode(item, visit, seen);
    return;
  }
  if (isNode(value)) visit(value);
  for (const field of Object.values(value)) eachNode(field, visit, seen);
}
