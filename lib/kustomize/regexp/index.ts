import { Failure } from '../failure';
import { parsePattern } from './parse';
import { compile, type Program } from './program';

/** How many steps one pattern may take over all texts: about a second. */
const maxSteps = 50_000_000;

/** A pattern of Go's regexp package that can be asked whether it matches. */
export interface GoRegExp {
  /**
   * Whether the pattern matches somewhere in a text, in time linear in its length.
   *
   * @throws Failure when a large pattern on long texts takes too many steps in all.
   */
  test(text: string): boolean;
}

/** Follows all threads through a program at once. As Pike's machine, without what a match captures. */
class Machine implements GoRegExp {
  private readonly program: Program;
  private readonly seen: Uint32Array;
  private round = 0;
  private steps = 0;

  constructor(private readonly pattern: string) {
    this.program = compile(parsePattern(pattern));
    this.seen = new Uint32Array(this.program.instructions.length);
  }

  test(text: string): boolean {
    const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
    let waiting: number[] = [];
    for (let at = 0; ; at++) {
      const code = codes[at];
      const after: number[] = [];
      waiting.push(this.program.start);
      this.round++;
      for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
        if (this.seen[index] === this.round) continue;
        this.seen[index] = this.round;
        const step = this.program.instructions[index];
        if (step === undefined) continue;
        if (step.op === 'found') return true;
        if (step.op === 'either') waiting.push(step.other, step.next);
        else if (step.op === 'assertion') {
          if (step.holds(codes, at)) waiting.push(step.next);
        } else if (code !== undefined && step.accepts(code)) after.push(step.next);
        if (++this.steps > maxSteps) throw new Failure(`regular expression takes too long: ${this.pattern}`);
      }
      if (code === undefined) return false;
      waiting = after;
    }
  }
}

/**
 * Compiles a pattern of Go's regexp package. The whole syntax is known, and no pattern takes more than linear time:
 * JavaScript's own engine would not end with `(a+)+$`.
 *
 * @throws Failure with Go's words when the pattern is wrong.
 */
export const goRegExp = (pattern: string): GoRegExp => new Machine(pattern);
