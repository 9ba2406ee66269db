/**
 * What the review takes from progress: the events of `lib/progress` are of this shape. Everything else that happened is
 * passed over. `at` is in milliseconds since 1970.
 */
export type ReviewEvent = Answered | StepPassed | { kind: string; at: number };

/** A question was answered, in a lesson or in the review. */
export interface Answered {
  kind: 'answered';
  at: number;
  /** `week1/day6` */
  lesson: string;
  question: string;
  verdict: 'right' | 'partly right' | 'wrong' | 'unsure';
  /** How sure the learner was before the answer was shown. */
  confidence?: 'low' | 'medium' | 'high' | undefined;
}

/** A step of a task was done, with so many hints. */
export interface StepPassed {
  kind: 'step-passed';
  at: number;
  lesson: string;
  step: string;
  hints: number;
}

/** The question under which a step that was done only with hints is asked again, and answered: `step:service`. */
export function questionOfStep(step: string): string {
  return `step:${step}`;
}

export function isAnswered(event: ReviewEvent): event is Answered {
  return event.kind === 'answered';
}

export function isStepPassed(event: ReviewEvent): event is StepPassed {
  return event.kind === 'step-passed';
}
