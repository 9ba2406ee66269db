import { describe, expect, test } from 'vitest';
import {
  type Answered,
  ankiText,
  answersByDay,
  cardsOf,
  dateOf,
  daysIn,
  forecastOf,
  heatMapOf,
  queueOf,
  type ReviewEvent,
  recallOf,
  streakOf,
} from '@/lib/review';

const day = 86_400_000;
const monday = Date.UTC(2026, 10, 23, 12);
const utc = daysIn('UTC');
const answer = (at: number, more: Partial<Answered> = {}): Answered => ({
  ...{ kind: 'answered', at, lesson: 'week1/day6', question: 'hooks', verdict: 'right' },
  ...more,
});

describe('cards', () => {
  test('every answered question is one card, and so is a step that was done only with hints', () => {
    const events: ReviewEvent[] = [
      { kind: 'opened', at: monday },
      answer(monday),
      answer(monday + day),
      answer(monday, { question: 'waves' }),
      { kind: 'step-passed', at: monday, lesson: 'week1/day6', step: 'copy', hints: 0 },
      { kind: 'step-passed', at: monday, lesson: 'week1/day6', step: 'service', hints: 2 },
    ];
    expect(cardsOf(events).map((card) => card.question)).toEqual(['hooks', 'waves', 'step:service']);
  });
  test('what is known is asked later and later; what is forgotten is asked again within minutes', () => {
    const events = [answer(monday), answer(monday + 600_000)];
    for (let round = 0; round < 4; round += 1) {
      const [card] = cardsOf(events);
      if (card !== undefined) events.push(answer(card.due));
    }
    const gaps = events.slice(2).map((event, at) => event.at - (events[at + 1]?.at ?? 0));
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(gaps.at(-1)).toBeGreaterThan(30 * day);
    const last = events.at(-1)?.at ?? 0;
    const [forgotten] = cardsOf([...events, answer(last + 30 * day, { verdict: 'wrong' })]);
    expect(forgotten?.lapses).toBe(1);
    expect((forgotten?.due ?? 0) - (last + 30 * day)).toBeLessThan(day);
  });
  test('who was right without being sure is asked sooner', () => {
    const due = (confidence: 'low' | 'high') =>
      cardsOf([answer(monday), answer(monday + day), answer(monday + 4 * day, { confidence })])[0]?.due ?? 0;
    expect(due('low')).toBeLessThan(due('high'));
  });
  test('an answer set right within a minute does not count as known', () => {
    const wrong = answer(monday, { verdict: 'wrong' });
    expect(cardsOf([wrong, answer(monday + 20_000)])).toEqual(cardsOf([wrong]));
  });
  test('a clock that was set back harms nothing', () => {
    const [card] = cardsOf([answer(monday), answer(monday - 3 * day, { verdict: 'wrong' })]);
    expect(card?.due).toBeGreaterThanOrEqual(monday);
  });
  test('the chance to know it falls with time', () => {
    const [card] = cardsOf([answer(monday), answer(monday + day)]);
    if (card === undefined) throw new Error('no card');
    expect(recallOf(card, monday + 2 * day)).toBeGreaterThan(recallOf(card, monday + 60 * day));
    expect(recallOf(card, monday)).toBe(1);
  });
});

describe('the queue of today', () => {
  const wrong = (lesson: string, question: string, confidence: 'low' | 'high') =>
    answer(monday, { lesson, question, verdict: 'wrong', confidence });
  test('has what is due and nothing else', () => {
    const cards = cardsOf([answer(monday), answer(monday, { question: 'waves', verdict: 'wrong' })]);
    expect(queueOf(cards, monday, utc)).toEqual([]);
    expect(queueOf(cards, monday + 120_000, utc).map((card) => card.question)).toEqual(['waves']);
    expect(queueOf(cards, monday + 30 * day, utc)).toHaveLength(2);
  });
  test('begins with what was sure and wrong', () => {
    const cards = cardsOf([wrong('week1/day1', 'a', 'low'), wrong('week1/day2', 'b', 'high')]);
    expect(queueOf(cards, monday + day, utc).map((card) => card.question)).toEqual(['b', 'a']);
  });
  test('mixes lessons: no two of one lesson in a row while there is a choice', () => {
    const lessons = ['week1/day1', 'week1/day1', 'week1/day1', 'week1/day2', 'week1/day3', 'week1/day3'];
    const cards = cardsOf(lessons.map((lesson, at) => wrong(lesson, `q${at}`, 'low')));
    const order = queueOf(cards, monday + day, utc).map((card) => card.lesson);
    expect([...order].sort()).toEqual([...lessons].sort());
    expect(order.filter((lesson, at) => lesson === order[at - 1])).toEqual([]);
  });
  test('a card that is due this evening is asked in the morning of that day, where the learner lives', () => {
    const [card] = cardsOf([answer(monday), answer(monday + day)]);
    const due = card?.due ?? 0;
    const zurich = daysIn('Europe/Zurich');
    const midnight = Math.floor((due + 3_600_000) / day) * day - 3_600_000;
    expect(queueOf(card === undefined ? [] : [card], midnight, zurich)).toHaveLength(1);
    expect(queueOf(card === undefined ? [] : [card], midnight - 1, zurich)).toHaveLength(0);
  });
});

describe('pictures', () => {
  test('the forecast counts what is overdue for today, and leaves out what is later', () => {
    const cards = cardsOf([answer(monday), answer(monday, { question: 'waves', verdict: 'wrong' })]);
    const late = forecastOf(cards, monday + 9 * day, utc);
    expect(late).toHaveLength(30);
    expect(late[0]).toEqual({ day: utc(monday) + 9, count: 2 });
    expect(forecastOf(cards, monday - 40 * day, utc).every((one) => one.count === 0)).toBe(true);
  });
  test('the heat map has 20 weeks from Monday to today', () => {
    const answers = answersByDay([answer(monday), answer(monday), answer(monday - 7 * day)], utc);
    const weeks = heatMapOf(answers, monday + 2 * day, utc);
    expect(weeks).toHaveLength(20);
    expect(weeks.at(-1)?.map((one) => one.level)).toEqual([4, 0, 0]);
    expect(weeks.at(-2)?.map((one) => one.level)).toEqual([2, 0, 0, 0, 0, 0, 0]);
    expect(dateOf(weeks[0]?.[0]?.day ?? 0)).toBe('2026-07-13');
  });
  test('days are those of the zone, through summer time', () => {
    const zurich = daysIn('Europe/Zurich');
    expect(dateOf(zurich(Date.UTC(2026, 9, 24, 22, 30)))).toBe('2026-10-25');
    expect(dateOf(zurich(Date.UTC(2026, 9, 25, 22, 30)))).toBe('2026-10-25');
    expect(dateOf(zurich(Date.UTC(2026, 9, 25, 23, 0)))).toBe('2026-10-26');
  });
});

describe('the streak', () => {
  const streak = (...ago: number[]) =>
    streakOf(
      answersByDay(
        ago.map((days) => answer(monday - days * day)),
        utc,
      ),
      monday,
      utc,
    );
  test('counts days in a row; today is not missed while it lasts', () => {
    expect(streak()).toBe(0);
    expect(streak(0, 1, 2)).toBe(3);
    expect(streak(1, 2)).toBe(2);
  });
  test('forgives one missed day a week', () => {
    expect(streak(0, 1, 3, 4)).toBe(4);
    expect(streak(0, 1, 3, 4, 5, 6, 7, 8, 10, 11)).toBe(10 - 0);
    expect(streak(0, 2, 3, 5, 6)).toBe(3);
    expect(streak(0, 3, 4)).toBe(1);
  });
});

test("the export is Anki's text format: header, quoted fields, a tag for the lesson", () => {
  const note = { id: 'a', lesson: 'week1/day6', front: '# What is\t"x"?', back: 'one\r\ntwo' };
  expect(ankiText([note], 'Argo CD').split('\n').slice(0, 2)).toEqual(['#separator:tab', '#html:false']);
  expect(ankiText([note], 'Argo CD')).toContain('\n"a"\t"# What is\t""x""?"\t"one\ntwo"\t"week1::day6"\n');
});
