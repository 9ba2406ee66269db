import type { Assertion, PatternNode } from './node';

/** One step of the machine; numbers are steps to go on with. */
export type Instruction =
  | { readonly op: 'character'; readonly accepts: (code: number) => boolean; readonly next: number }
  | { readonly op: 'assertion'; readonly holds: Assertion; readonly next: number }
  | { readonly op: 'either'; next: number; readonly other: number }
  | { readonly op: 'found' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
}

/** Makes the steps for a pattern, last first, so that each knows where it leads. As Thompson's construction. */
export function compile(pattern: PatternNode): Program {
  const instructions: Instruction[] = [];
  const add = (instruction: Instruction): number => instructions.push(instruction) - 1;

  const emit = (node: PatternNode, next: number): number => {
    switch (node.op) {
      case 'character':
        return add({ op: 'character', accepts: node.accepts, next });
      case 'assertion':
        return add({ op: 'assertion', holds: node.holds, next });
      case 'group':
        return emit(node.node, next);
      case 'sequence':
        return node.nodes.reduceRight((after, each) => emit(each, after), next);
      case 'choice':
        return node.nodes
          .map((each) => emit(each, next))
          .reduce((first, second) => add({ op: 'either', next: first, other: second }));
      case 'repeat':
        return emitRepeat(node.node, node.min, node.max, next);
    }
  };

  const emitRepeat = (node: PatternNode, min: number, max: number, next: number): number => {
    let start = next;
    if (max < 0) {
      const loop: Instruction = { op: 'either', next, other: next };
      start = add(loop);
      loop.next = emit(node, start);
    }
    for (let i = min; i < max; i++) start = add({ op: 'either', next: emit(node, start), other: next });
    for (let i = 0; i < min; i++) start = emit(node, start);
    return start;
  };

  return { start: emit(pattern, add({ op: 'found' })), instructions };
}
