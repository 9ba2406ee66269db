import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import {
  type Answered,
  answersByDay,
  cardsOf,
  daysIn,
  forecastOf,
  heatMapOf,
  queueOf,
  streakOf,
} from '@/lib/review';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 8);

function timeOf<T>(run: () => T): { value: number; result: T } {
  const before = performance.now();
  const result = run();
  return { value: performance.now() - before, result };
}

/** Ten thousand cards of a hundred lessons, ten answers each. */
function events(): Answered[] {
  const all: Answered[] = [];
  for (let round = 0; round < 10; round += 1) {
    for (let card = 0; card < 10_000; card += 1) {
      const at = start + round * 20 * day + card * 100;
      const verdict = (card + round) % 7 === 0 ? 'wrong' : 'right';
      all.push({ kind: 'answered', at, lesson: `week${card % 100}/day1`, question: `q${card}`, verdict });
    }
  }
  return all;
}

/** As many answers given to the scheduler alone, on one card each: what no deck can be faster than. */
function schedulerAlone(answers: readonly Answered[]): void {
  const scheduler = fsrs();
  for (const answer of answers.slice(0, answers.length / 10)) {
    let card = createEmptyCard(answer.at);
    for (let round = 0; round < 10; round += 1) {
      card = scheduler.next(card, answer.at + round * 20 * day, Rating.Good).card;
    }
  }
}

/** The review with ten thousand cards. */
export default async function bench() {
  const all = events();
  const now = start + 220 * day;
  const dayOf = daysIn('Europe/Zurich');
  const alone = timeOf(() => schedulerAlone(all));
  const cards = timeOf(() => cardsOf(all));
  const queue = timeOf(() => queueOf(cards.result, now, dayOf));
  const pictures = timeOf(() => {
    const answers = answersByDay(all, dayOf);
    return [
      forecastOf(cards.result, now, dayOf),
      heatMapOf(answers, now, dayOf),
      streakOf(answers, now, dayOf),
    ];
  });
  return [
    {
      name: 'cards of 100,000 answers',
      value: cards.value,
      unit: 'ms',
      note: `${cards.result.length} cards`,
    },
    { name: 'the same, to the scheduler alone', value: cards.value / alone.value, unit: 'times', ceiling: 3 },
    {
      name: 'queue of today',
      value: queue.value,
      unit: 'ms',
      ceiling: 250,
      note: `${queue.result.length} due`,
    },
    { name: 'forecast, heat map and streak', value: pictures.value, unit: 'ms', ceiling: 500 },
  ];
}
