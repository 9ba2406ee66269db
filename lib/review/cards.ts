import { createEmptyCard, fsrs, type Grade, type Card as Memory, Rating, State } from 'ts-fsrs';
import { type Answered, isAnswered, isStepPassed, questionOfStep, type ReviewEvent } from './events';

/** A question that is asked again on the day when it would be forgotten. */
export interface Card {
  lesson: string;
  question: string;
  /** When to ask next, in milliseconds since 1970. */
  due: number;
  /** Being learnt: due at a time of the day; else due on a day. */
  isLearning: boolean;
  /** The last answer was wrong, and the learner had been sure: worth asking before all others. */
  sureAndWrong: boolean;
  /** How often it was answered, and how often it was forgotten after it had been known. */
  answers: number;
  lapses: number;
  lastAnswered: number;
  /** What FSRS knows of it. */
  memory: Memory;
}

// Default parameters, without fuzz: the same events give the same days in every browser.
const scheduler = fsrs();

/** An answer so soon after another is that one set right, with the solution in view, and tells nothing of memory. */
const correctionTime = 60_000;

function gradeOf({ verdict, confidence }: Pick<Answered, 'verdict' | 'confidence'>): Grade {
  if (verdict === 'wrong') return Rating.Again;
  if (verdict === 'right') return confidence === 'low' ? Rating.Hard : Rating.Good;
  return Rating.Hard;
}

function asAnswer(event: ReviewEvent): Answered | undefined {
  if (isAnswered(event)) return event;
  if (!isStepPassed(event) || event.hints === 0) return undefined;
  const { at, lesson, step } = event;
  return { kind: 'answered', at, lesson, question: questionOfStep(step), verdict: 'partly right' };
}

function answered(card: Card | undefined, answer: Answered): Card {
  const memory = card?.memory ?? createEmptyCard<Memory>(answer.at);
  // Clocks are set back at times; an answer is never before the one that it follows.
  const at = Math.max(answer.at, card?.lastAnswered ?? answer.at);
  const next = scheduler.next(memory, at, gradeOf(answer)).card;
  return {
    ...{ lesson: answer.lesson, question: answer.question, due: next.due.getTime() },
    isLearning: next.state !== State.Review,
    sureAndWrong: answer.verdict === 'wrong' && answer.confidence === 'high',
    ...{ answers: next.reps, lapses: next.lapses, lastAnswered: at, memory: next },
  };
}

/**
 * The cards that follow from what a learner did: one for every question that was answered, and one for every step that
 * was done only with hints. Takes events one by one as they happen, each once.
 */
export class Deck {
  private readonly byKey = new Map<string, Card>();

  /** All cards, in the order in which they were first met. */
  get cards(): Card[] {
    return [...this.byKey.values()];
  }

  /** Takes what happened next; events that are no answers are passed over. */
  take(event: ReviewEvent): void {
    const answer = asAnswer(event);
    if (answer === undefined) return;
    const key = `${answer.lesson}#${answer.question}`;
    const card = this.byKey.get(key);
    const isCorrection = card !== undefined && answer.at - card.lastAnswered < correctionTime;
    // A step that is passed again by replaying the task is no answer to its card.
    const isReplay = card !== undefined && !isAnswered(event);
    if (!isCorrection && !isReplay) this.byKey.set(key, answered(card, answer));
  }
}

/**
 * The cards of all events at once.
 *
 * @param events in the order in which they happened, as `lib/progress` hands them out.
 */
export function cardsOf(events: Iterable<ReviewEvent>): Card[] {
  const deck = new Deck();
  for (const event of events) deck.take(event);
  return deck.cards;
}

/** How likely the learner still knows it, 0 to 1, by FSRS. */
export function recallOf(card: Card, now: number): number {
  return scheduler.get_retrievability(card.memory, new Date(Math.max(now, card.lastAnswered)), false);
}
