import { describe, expect, test } from 'vitest';
import { agreementOf, confusionTable, type Judged } from '@/lib/quiz/explain/agreement';

const judged = (
  label: Judged['label'],
  verdict: Judged['verdict'],
  count: number,
  arguable = false,
): Judged[] => Array.from({ length: count }, () => ({ label, verdict, arguable }));

describe('agreement', () => {
  test("Cohen's kappa of the textbook example: 20, 5, 10, 15 give 0.4", () => {
    const result = agreementOf([
      ...judged('correct', 'correct', 20),
      ...judged('correct', 'incorrect', 5),
      ...judged('incorrect', 'correct', 10),
      ...judged('incorrect', 'incorrect', 15),
    ]);
    expect(result.agreement).toBeCloseTo(0.7);
    expect(result.kappa).toBeCloseTo(0.4);
    expect(result.wronglyCorrect).toBe(10);
  });
  test('unsure answers are no disagreement, and arguable ones do not count', () => {
    const result = agreementOf([
      ...judged('correct', 'correct', 3),
      ...judged('correct', 'unsure', 1),
      ...judged('incorrect', 'partly correct', 5, true),
    ]);
    expect(result).toMatchObject({
      clear: 4,
      committed: 3,
      agreement: 1,
      unsure: 0.25,
      kappa: 1,
      wronglyCorrect: 0,
    });
  });
  test('where people disagree, partly correct may pass as correct; incorrect never may', () => {
    const result = agreementOf([
      ...judged('partly correct', 'correct', 2, true),
      ...judged('incorrect', 'correct', 3, true),
      ...judged('partly correct', 'correct', 1),
    ]);
    expect(result.wronglyCorrect).toBe(4);
  });
  test('the table has a row for each label', () => {
    const table = confusionTable(judged('partly correct', 'unsure', 7));
    expect(table.split('\n')).toHaveLength(4);
    expect(table).toMatch(/partly correct\s+0\s+0\s+0\s+7/);
  });
});
