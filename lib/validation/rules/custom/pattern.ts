import { type Expression, readExpression } from './expression';

/** How many steps may still be taken: what is handed in may be hostile. */
export interface Patience {
  left: number;
}

type Step =
  | { does: 'one'; fits: (code: number) => boolean }
  | { does: 'start' | 'end' | 'done' }
  | { does: 'go'; to: number[] };

/** Larger programs are not run. */
const MOST_STEPS = 2000;
const MOST_TEXT = 1000;
const known = new Map<string, Step[] | undefined>();
const MOST_KNOWN = 500;

/**
 * Whether a text fits a pattern anywhere in it, as Go's regexp answers: in time that grows with the text's length, whatever
 * the pattern is. As Thompson, Regular Expression Search Algorithm.
 *
 * @returns undefined where the pattern is not read, the text is too long, or patience has run out.
 */
export function fitsPattern(pattern: string, text: string, patience: Patience): boolean | undefined {
  const steps = programOf(pattern);
  return steps && text.length <= MOST_TEXT ? run(steps, text, patience) : undefined;
}

function programOf(pattern: string): Step[] | undefined {
  if (!known.has(pattern)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(pattern, compile(pattern));
  }
  return known.get(pattern);
}

function compile(pattern: string): Step[] | undefined {
  const expression = readExpression(pattern);
  if (!expression) return undefined;
  const steps: Step[] = [];
  if (!write(expression, steps)) return undefined;
  steps.push({ does: 'done' });
  return steps;
}

/** Writes what fits a part behind the steps; false where there are too many. */
function write(part: Expression, steps: Step[]): boolean {
  if (steps.length > MOST_STEPS) return false;
  switch (part.sort) {
    case 'one':
      steps.push({ does: 'one', fits: part.fits });
      return true;
    case 'start':
    case 'end':
      steps.push({ does: part.sort });
      return true;
    case 'row':
      return part.parts.every((inner) => write(inner, steps));
    case 'either':
      return writeEither(part.parts, steps);
    case 'times':
      return writeTimes(part, steps);
  }
}

function writeEither(parts: readonly Expression[], steps: Step[]): boolean {
  const choice: number[] = [];
  const after: number[] = [];
  steps.push({ does: 'go', to: choice });
  for (const part of parts) {
    choice.push(steps.length);
    if (!write(part, steps)) return false;
    steps.push({ does: 'go', to: after });
  }
  after.push(steps.length);
  return true;
}

function writeTimes(part: Extract<Expression, { sort: 'times' }>, steps: Step[]): boolean {
  for (let i = 0; i < part.least; i++) if (!write(part.part, steps)) return false;
  const endless = part.most === Number.POSITIVE_INFINITY;
  const leave: number[][] = [];
  for (let i = part.least; i < (endless ? part.least + 1 : part.most); i++) {
    const to = [steps.length + 1];
    const here = steps.length;
    steps.push({ does: 'go', to });
    leave.push(to);
    if (!write(part.part, steps)) return false;
    if (endless) steps.push({ does: 'go', to: [here] });
  }
  for (const to of leave) to.push(steps.length);
  return true;
}

/** All places in the program where the search may stand. */
class Places {
  readonly list: number[] = [];
  private readonly has = new Set<number>();

  constructor(
    private readonly steps: readonly Step[],
    private readonly at: number,
    private readonly end: number,
  ) {}

  /** Goes to a step, and on from there without reading; true where it leads to the end. */
  add(start: number): boolean {
    const waiting = [start];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const step = this.steps[next];
      if (!step || this.has.has(next)) continue;
      this.has.add(next);
      if (step.does === 'done') return true;
      if (step.does === 'go') waiting.push(...step.to);
      else if (step.does === 'one') this.list.push(next);
      else if (this.at === (step.does === 'start' ? 0 : this.end)) waiting.push(next + 1);
    }
    return false;
  }

  get size(): number {
    return this.has.size;
  }
}

function run(steps: readonly Step[], text: string, patience: Patience): boolean | undefined {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0);
  let places = new Places(steps, 0, codes.length);
  if (places.add(0)) return true;
  for (const [at, code] of codes.entries()) {
    patience.left -= places.size + 1;
    if (patience.left < 0) return undefined;
    const next = new Places(steps, at + 1, codes.length);
    for (const place of places.list) {
      const step = steps[place];
      if (step?.does === 'one' && step.fits(code) && next.add(place + 1)) return true;
    }
    if (next.add(0)) return true;
    places = next;
  }
  return false;
}
