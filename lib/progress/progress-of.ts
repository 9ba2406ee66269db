import { inOrder } from './in-order';
import type { Event, Verdict } from './schema';

/** What the events of one lesson add up to. Times are epoch milliseconds. */
export interface LessonProgress {
  openedAt?: number;
  /** Steps that passed, with the number of hints that had been shown. */
  steps: ReadonlyMap<string, { at: number; hints: number }>;
  /** The highest rung of the ladder of hints that was shown for a step. */
  hints: ReadonlyMap<string, number>;
  /** The latest answer to each question, and how often it was tried. */
  questions: ReadonlyMap<string, { at: number; verdict: Verdict; tries: number }>;
  /** Where the learner was last at work. */
  place?: { at: number; step: string } | { at: number; question: string };
}

interface Growing extends LessonProgress {
  steps: Map<string, { at: number; hints: number }>;
  hints: Map<string, number>;
  questions: Map<string, { at: number; verdict: Verdict; tries: number }>;
}

function apply(lesson: Growing, event: Event): void {
  switch (event.kind) {
    case 'opened':
      lesson.openedAt = event.at;
      return;
    case 'step-passed':
      if (!lesson.steps.has(event.step)) lesson.steps.set(event.step, { at: event.at, hints: event.hints });
      lesson.place = { at: event.at, step: event.step };
      return;
    case 'hint-shown':
      lesson.hints.set(event.step, Math.max(event.rung, lesson.hints.get(event.step) ?? 0));
      lesson.place = { at: event.at, step: event.step };
      return;
    case 'answered': {
      const tries = (lesson.questions.get(event.question)?.tries ?? 0) + 1;
      lesson.questions.set(event.question, { at: event.at, verdict: event.verdict, tries });
      lesson.place = { at: event.at, question: event.question };
      return;
    }
    case 'reset':
      if (event.scope === 'lesson') {
        lesson.steps.clear();
        lesson.hints.clear();
        lesson.questions.clear();
        delete lesson.place;
      } else if (event.step !== undefined) {
        lesson.steps.delete(event.step);
        lesson.hints.delete(event.step);
      }
      return;
    case 'reset-undone':
      return;
  }
}

/**
 * What events add up to, lesson by lesson. Their order does not matter, their times do; an event that occurs twice
 * counts once; a reset that was undone has never been.
 */
export function progressOf(events: Iterable<Event>): ReadonlyMap<string, LessonProgress> {
  const all = inOrder(new Map([...events].map((event) => [event.id, event])).values());
  const undone = new Set(all.flatMap((event) => (event.kind === 'reset-undone' ? [event.reset] : [])));
  const lessons = new Map<string, Growing>();
  for (const event of all) {
    if (undone.has(event.id)) continue;
    const lesson = lessons.get(event.lesson) ?? { steps: new Map(), hints: new Map(), questions: new Map() };
    lessons.set(event.lesson, lesson);
    apply(lesson, event);
  }
  return lessons;
}
