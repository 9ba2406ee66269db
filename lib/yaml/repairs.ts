import type { Span } from './nodes';
import type { YamlProblem } from './problem';

export interface TextChange extends Span {
  text: string;
}

/** A text after changes, of which none touches another. */
export function applied(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, text: put } of [...changes].sort((a, b) => a.start - b.start)) {
    result += text.slice(from, start) + put;
    from = end;
  }
  return result + text.slice(from);
}

/** A text that is mended step by step, and the way back from its places to those of the original. */
export class Repairs {
  text: string;
  /** Where the first of all changes stands: up to here places are the same in the original and in all that came of it. */
  start = Number.POSITIVE_INFINITY;
  private readonly steps: TextChange[] = [];

  constructor(private readonly original: string) {
    this.text = original;
  }

  /** Applies changes, given in places of the current text, none touching another. */
  apply(changes: readonly TextChange[]) {
    this.text = applied(this.text, changes);
    this.steps.push(...[...changes].sort((a, b) => b.start - a.start));
    this.start = Math.min(this.start, ...changes.map(({ start }) => start));
  }

  mapBack(offset: number): number {
    let here = offset;
    for (let i = this.steps.length - 1; i >= 0; i--) {
      const step = this.steps[i];
      if (!step || here <= step.start) continue;
      const inserted = step.start + step.text.length;
      here = here >= inserted ? here + (step.end - inserted) : Math.min(here, step.end);
    }
    return Math.max(0, Math.min(here, this.original.length));
  }

  toOriginal(problem: YamlProblem): YamlProblem {
    const back = <T extends Span>(span: T): T => ({
      ...span,
      start: this.mapBack(span.start),
      end: this.mapBack(span.end),
    });
    const fix = problem.fix && { ...problem.fix, edits: problem.fix.edits.map(back) };
    return { ...back(problem), ...(fix ? { fix } : {}) };
  }
}
