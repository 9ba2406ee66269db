import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Event, progressOf } from '@/lib/progress';
import { events as anyEvents } from './arbitrary';

const lesson = 'week1/day6';
const at = (n: number) => ({ id: `e${n}`, at: n, lesson });

describe('what events add up to', () => {
  test('steps, hints, answers and the last place of a lesson', () => {
    const events: Event[] = [
      { ...at(1), kind: 'opened' },
      { ...at(2), kind: 'hint-shown', step: 'copy', rung: 2 },
      { ...at(3), kind: 'hint-shown', step: 'copy', rung: 1 },
      { ...at(4), kind: 'step-passed', step: 'copy', hints: 2 },
      {
        ...at(5),
        kind: 'answered',
        question: 'q',
        questionKind: 'one-choice',
        answer: 'a',
        verdict: 'wrong',
      },
      {
        ...at(6),
        kind: 'answered',
        question: 'q',
        questionKind: 'one-choice',
        answer: 'b',
        verdict: 'right',
      },
      { ...at(7), kind: 'step-passed', step: 'copy', hints: 0 },
    ];
    const progress = progressOf(events).get(lesson);
    expect(progress?.openedAt).toBe(1);
    expect([...(progress?.steps ?? [])]).toEqual([['copy', { at: 4, hints: 2 }]]);
    expect(progress?.hints.get('copy')).toBe(2);
    expect(progress?.questions.get('q')).toEqual({ at: 6, verdict: 'right', tries: 2 });
    expect(progress?.place).toEqual({ at: 7, step: 'copy' });
  });

  test('a reset takes back what it covers; an undone reset has never been', () => {
    const passed: Event[] = [
      { ...at(1), kind: 'step-passed', step: 'copy', hints: 0 },
      { ...at(2), kind: 'step-passed', step: 'path', hints: 0 },
    ];
    const steps = (events: Event[]) => [...(progressOf(events).get(lesson)?.steps.keys() ?? [])];
    const one: Event = { ...at(3), kind: 'reset', scope: 'step', step: 'copy' };
    expect(steps([...passed, one])).toEqual(['path']);
    const all: Event = { ...at(4), kind: 'reset', scope: 'lesson' };
    expect(steps([...passed, one, all])).toEqual([]);
    expect(steps([...passed, one, all, { ...at(5), kind: 'reset-undone', reset: 'e4' }])).toEqual(['path']);
    expect(steps([...passed, { ...at(3), kind: 'reset', scope: 'file', path: 'a.yaml' }])).toEqual([
      'copy',
      'path',
    ]);
  });

  test('neither the order of events nor their repetition matters', () => {
    const shuffled = anyEvents.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
    );
    fc.assert(
      fc.property(shuffled, ([list, twice]) => {
        expect(progressOf(twice)).toEqual(progressOf(list));
      }),
    );
  });
});
