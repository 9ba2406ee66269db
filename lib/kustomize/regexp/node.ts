/** A pattern as a tree. Each node knows its limits' measures, as checkLimits in Go's regexp/syntax counts them. */
export type PatternNode = Measures &
  (
    | { readonly op: 'character'; readonly accepts: (code: number) => boolean; readonly literal: boolean }
    | { readonly op: 'assertion'; readonly holds: Assertion }
    | { readonly op: 'sequence' | 'choice'; readonly nodes: readonly PatternNode[] }
    | { readonly op: 'group'; readonly node: PatternNode }
    | { readonly op: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number }
  );

/** Whether a place in a text, given as code points, fits. */
export type Assertion = (codes: readonly number[], at: number) => boolean;

interface Measures {
  /** How deeply it nests. */
  readonly height: number;
  /** How many instructions it takes. */
  readonly size: number;
  /** How often counted repetitions copy what is innermost. */
  readonly copies: number;
}

const leaf: Measures = { height: 1, size: 1, copies: 1 };

export const character = (accepts: (code: number) => boolean, literal: boolean): PatternNode => ({
  ...leaf,
  op: 'character',
  accepts,
  literal,
});

export const assertion = (holds: Assertion): PatternNode => ({ ...leaf, op: 'assertion', holds });

const most = (nodes: readonly PatternNode[], measure: (node: PatternNode) => number): number =>
  nodes.reduce((sofar, node) => Math.max(sofar, measure(node)), 1);

const total = (nodes: readonly PatternNode[]): number => nodes.reduce((sum, { size }) => sum + size, 0);

const hoisted = (nodes: readonly PatternNode[], op: 'sequence' | 'choice'): PatternNode[] =>
  nodes.flatMap((node) => (node.op === op ? node.nodes : [node]));

/** Nodes one after the other; letters in a row count as one literal. */
export function sequence(nodes: readonly PatternNode[]): PatternNode {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) return only;
  const flat = hoisted(nodes, 'sequence');
  const literal = flat.every((node) => node.op === 'character' && node.literal);
  return {
    op: 'sequence',
    nodes: flat,
    height: literal ? 1 : 1 + most(flat, ({ height }) => height),
    size: Math.max(1, total(flat)),
    copies: most(flat, ({ copies }) => copies),
  };
}

export function choice(nodes: readonly PatternNode[]): PatternNode {
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) return only;
  const flat = hoisted(nodes, 'choice');
  return {
    op: 'choice',
    nodes: flat,
    height: 1 + most(flat, ({ height }) => height),
    size: total(flat) + flat.length - 1,
    copies: most(flat, ({ copies }) => copies),
  };
}

/** A group that captures: what it holds is not asked here, but it counts for the limits. */
export const group = (node: PatternNode): PatternNode => ({
  op: 'group',
  node,
  height: 1 + node.height,
  size: 2 + node.size,
  copies: node.copies,
});

/** A node `min` to `max` times; a `max` of -1 is no limit. */
export function repeat(node: PatternNode, min: number, max: number): PatternNode {
  const times = max < 0 ? Math.max(min, 1) : max;
  const size = max < 0 ? 2 + Math.max(min, 1) * node.size : max * node.size + max - min;
  return {
    op: 'repeat',
    node,
    min,
    max,
    height: 1 + node.height,
    size: Math.max(1, size),
    copies: times === 0 ? 1 : times * node.copies,
  };
}
