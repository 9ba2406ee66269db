import type { Given } from '@/lib/progress';
import type { ClosedAnswer, ClosedQuestion, PutInOrder } from '@/lib/quiz';
import { shuffled } from './shuffle';

/** The chosen option of a saved answer, or the text that was written. */
export const asText = (given: Given | undefined): string => (typeof given === 'string' ? given : '');

/** The chosen options of a saved answer. */
export const asList = (given: Given | undefined): readonly string[] => (Array.isArray(given) ? given : []);

/** Item by item, gap by gap, what a saved answer says. */
export function asRecord(given: Given | undefined): Readonly<Record<string, string>> {
  return typeof given === 'object' && !Array.isArray(given) ? given : {};
}

/** What a record says under a name of its own. */
export function own(record: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(record, name) ? (record[name] ?? '') : '';
}

/** The items in the learner's order: as saved, where the question still has them; at first, shuffled. */
export function orderOf({ id, items }: PutInOrder, given: Given | undefined): string[] {
  const all = shuffled(
    items.map((item) => item.id),
    id,
  );
  const saved = [...new Set(asList(given))].filter((item) => all.includes(item));
  return [...saved, ...all.filter((item) => !saved.includes(item))];
}

/** A saved answer as the grader takes it. */
export function answerTo(question: ClosedQuestion, given: Given | undefined): ClosedAnswer {
  switch (question.kind) {
    case 'one-choice':
      return { kind: 'one-choice', chosen: asText(given) };
    case 'several-choices':
      return { kind: 'several-choices', chosen: [...asList(given)] };
    case 'put-in-order':
      return { kind: 'put-in-order', order: orderOf(question, given) };
    case 'sort-into-groups':
      return { kind: 'sort-into-groups', placed: { ...asRecord(given) } };
    case 'complete-yaml':
      return { kind: 'complete-yaml', values: { ...asRecord(given) } };
  }
}

/** What is still missing before an answer can be checked, as a sentence; undefined when nothing is. */
export function missing(question: ClosedQuestion, given: Given | undefined): string | undefined {
  switch (question.kind) {
    case 'one-choice':
      return asText(given) === '' ? 'Choose an option first.' : undefined;
    case 'several-choices':
      return asList(given).length === 0 ? 'Choose at least one option first.' : undefined;
    case 'put-in-order':
      return undefined;
    case 'sort-into-groups':
      return question.items.some((item) => own(asRecord(given), item.id) === '')
        ? 'Choose a group for every item first.'
        : undefined;
    case 'complete-yaml':
      return question.gaps.some((gap) => own(asRecord(given), gap.id).trim() === '')
        ? 'Fill every gap first.'
        : undefined;
  }
}
