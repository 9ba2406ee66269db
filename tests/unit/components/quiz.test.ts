import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerTo, asList, asRecord, asText, missing, orderOf } from '@/components/quiz/given';
import { judge, pointsOf, statusOf, verdictFor } from '@/components/quiz/judgement';
import { shuffled } from '@/components/quiz/shuffle';
import type { Grading } from '@/components/quiz/use-grade';
import type { Explain, PutInOrder, SortIntoGroups } from '@/lib/quiz';

const item = (id: string) => ({ id, text: id, explanation: id, teaches: '#x' });
const asked = { id: 'q', prompt: 'q', teaches: '#x' };
const ordering: PutInOrder = { kind: 'put-in-order', ...asked, items: ['a', 'b', 'c', 'd'].map(item) };
const sorting: SortIntoGroups = {
  kind: 'sort-into-groups',
  ...asked,
  groups: [{ id: 'g', title: 'G' }],
  items: [
    { ...item('a'), group: 'g' },
    { ...item('b'), group: 'g' },
  ],
};

describe('shuffling', () => {
  test('keeps all, is the same for the same seed, and never shows the answer', () => {
    const lists = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(lists, fc.string(), (list, seed) => {
        const out = shuffled(list, seed);
        expect([...out].sort()).toEqual([...list].sort());
        expect(shuffled(list, seed)).toEqual(out);
        expect(out).not.toEqual(list);
      }),
    );
  });
});

describe('a saved answer', () => {
  test('of another kind of question counts as none', () => {
    expect([asText(['a']), asList('a'), asRecord(['a']), asRecord(undefined)]).toEqual(['', [], {}, {}]);
  });

  test('keeps its order where the question has lost, gained or repeats items', () => {
    const order = orderOf(ordering, ['c', 'gone', 'a', 'c']);
    expect(order.slice(0, 2)).toEqual(['c', 'a']);
    expect([...order].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('an untouched order is answered as it is shown', () => {
    expect(answerTo(ordering, undefined)).toEqual({
      kind: 'put-in-order',
      order: orderOf(ordering, undefined),
    });
  });

  test('an item named like a part of every object has no group by that', () => {
    const odd = { ...sorting, items: [{ ...item('constructor'), group: 'g' }] };
    expect(missing(odd, {})).toBe('Choose a group for every item first.');
  });

  test('may be checked when nothing is missing', () => {
    expect(missing(sorting, { a: 'g' })).toBe('Choose a group for every item first.');
    expect(missing(sorting, { a: 'g', b: 'g' })).toBeUndefined();
    expect(missing(ordering, undefined)).toBeUndefined();
  });
});

describe('judging an explanation', () => {
  const question: Explain = {
    kind: 'explain',
    ...asked,
    modelAnswer: 'm',
    points: ['a', 'b'].map((id) => ({ id, text: id, teaches: '#x' })),
  };
  const grading: Grading = {
    grade: {
      verdict: 'incorrect' as const,
      passedOver: [],
      points: [
        { id: 'a', status: 'met' as const, evidence: [] },
        { id: 'b', status: 'contradicted' as const, evidence: [] },
      ],
    },
    verdict: () => 'unsure' as const,
  };

  test('begins with what the grader found', () => {
    expect(judge(question, undefined, grading)).toEqual([
      { id: 'a', grader: 'met', learner: 'met' },
      { id: 'b', grader: 'contradicted', learner: 'contradicted' },
    ]);
  });

  test('rounds nothing: of what the grader is unsure of, the learner has said nothing yet', () => {
    const unsure = {
      ...grading,
      grade: { ...grading.grade, points: [{ id: 'a', status: 'unsure', evidence: [] }] },
    } satisfies Grading;
    expect(judge(question, undefined, unsure)[0]).toEqual({ id: 'a', grader: 'unsure', learner: 'unsure' });
    const said = judge(question, { given: 'x', points: { a: { learner: 'not shown' } } }, unsure);
    expect(pointsOf(said)).toMatchObject({ a: { learner: 'not shown', grader: 'unsure' } });
  });

  test('keeps what the learner said, and both are saved', () => {
    const judged = judge(question, { given: 'x', points: { b: { learner: 'met' } } }, grading);
    expect(pointsOf(judged)).toEqual({
      a: { learner: 'met', grader: 'met' },
      b: { learner: 'met', grader: 'contradicted' },
    });
  });

  test('without a tick the answer does not say it; that it says the opposite is the grader’s word', () => {
    expect([statusOf(true, 'contradicted'), statusOf(false, 'contradicted'), statusOf(false, 'met')]).toEqual(
      ['met', 'contradicted', 'not shown'],
    );
  });

  test('without a grader, all points are right, some partly, none wrong', () => {
    const verdict = (...ids: string[]) => {
      const points = Object.fromEntries(ids.map((id) => [id, { learner: 'met' as const }]));
      return verdictFor(judge(question, { given: 'x', points }, undefined), undefined);
    };
    expect([verdict('a', 'b'), verdict('a'), verdict()]).toEqual(['right', 'partly right', 'wrong']);
  });
});
