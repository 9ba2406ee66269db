import { gapValue, sameCommaList, sameValue } from './gap-value';
import { longestInOrder } from './longest-in-order';
import type {
  ClosedAnswer,
  ClosedQuestion,
  CompleteYaml,
  OneChoice,
  PutInOrder,
  SeveralChoices,
  SortIntoGroups,
} from './questions';

export type Mark = 'right' | 'wrong' | 'missed';

/** What became of one option, item or gap. */
export interface Part {
  id: string;
  /** `missed`: it should have been chosen, placed or filled, and was not. */
  mark: Mark;
  explanation: string;
  /** The heading that teaches it: `#hook-types`. */
  teaches: string;
  /** What belongs here, where that is not said by the option itself: a group's id, a gap's value. */
  expected?: string;
}

export interface ClosedGrade {
  verdict: 'right' | 'partly right' | 'wrong';
  parts: Part[];
}

type Taught = Pick<Part, 'id' | 'explanation' | 'teaches'>;
type AnswerTo<K extends ClosedQuestion['kind']> = Extract<ClosedAnswer, { kind: K }>;

function part({ id, explanation, teaches }: Taught, mark: Mark, expected?: string): Part {
  return expected === undefined
    ? { id, mark, explanation, teaches }
    : { id, mark, explanation, teaches, expected };
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function graded(parts: Part[], partly: boolean): ClosedGrade {
  const right = parts.every((one) => one.mark === 'right');
  return { verdict: right ? 'right' : partly ? 'partly right' : 'wrong', parts };
}

function gradeChoice(question: OneChoice | SeveralChoices, chosen: ReadonlySet<string>): ClosedGrade {
  const parts = question.options.map((option) => {
    const picked = chosen.has(option.id);
    return part(option, picked === option.correct ? 'right' : picked ? 'wrong' : 'missed');
  });
  const hits = question.options.filter((option) => option.correct && chosen.has(option.id)).length;
  const misses = parts.filter((one) => one.mark === 'wrong').length;
  // Ticking everything must not earn half the credit: partly right needs more right ticks than wrong ones.
  return graded(parts, question.kind === 'several-choices' && hits > misses);
}

function gradeOrder(question: PutInOrder, answer: AnswerTo<'put-in-order'>): ClosedGrade {
  let rank = 0;
  const rankOf = new Map<string, number>();
  for (const [at, item] of question.items.entries()) {
    if (at > 0 && item.tiedWithPrevious !== true) rank += 1;
    rankOf.set(item.id, rank);
  }
  const placed = [...new Set(answer.order)].filter((id) => rankOf.has(id));
  const kept = longestInOrder(placed.map((id) => rankOf.get(id) ?? 0));
  const inOrder = new Set(placed.filter((_, at) => kept.has(at)));
  const parts = question.items.map((item) =>
    part(item, inOrder.has(item.id) ? 'right' : placed.includes(item.id) ? 'wrong' : 'missed'),
  );
  return graded(parts, inOrder.size * 2 > question.items.length);
}

function gradeGroups(question: SortIntoGroups, answer: AnswerTo<'sort-into-groups'>): ClosedGrade {
  const parts = question.items.map((item) => {
    const group = own(answer.placed, item.id);
    return part(item, group === undefined ? 'missed' : group === item.group ? 'right' : 'wrong', item.group);
  });
  return graded(parts, parts.filter((one) => one.mark === 'right').length * 2 > parts.length);
}

function gradeYaml(question: CompleteYaml, answer: AnswerTo<'complete-yaml'>): ClosedGrade {
  const parts = question.gaps.map((gap) => {
    const typed = own(answer.values, gap.id)?.trim() ?? '';
    const expected = gap.accepts[0] ?? '';
    if (typed === '') return part(gap, 'missed', expected);
    const same = (other: string) =>
      gap.compare === 'comma-list'
        ? sameCommaList(typed, other)
        : sameValue(gapValue(typed), gapValue(other));
    if (gap.accepts.some(same)) return part(gap, 'right', expected);
    const mistake = gap.mistakes?.find((one) => same(one.value));
    return part({ ...gap, explanation: mistake?.explanation ?? gap.explanation }, 'wrong', expected);
  });
  return graded(
    parts,
    parts.some((one) => one.mark === 'right'),
  );
}

/**
 * Grades an answer to a closed question, option by option.
 *
 * Ids that the question does not know (it may have been rewritten since the answer was saved) are passed over, and an
 * answer to another kind of question counts as no answer.
 */
export function gradeClosed(question: ClosedQuestion, answer: ClosedAnswer): ClosedGrade {
  switch (question.kind) {
    case 'one-choice': {
      const chosen = answer.kind === 'one-choice' && answer.chosen !== undefined ? [answer.chosen] : [];
      return gradeChoice(question, new Set(chosen));
    }
    case 'several-choices':
      return gradeChoice(question, new Set(answer.kind === 'several-choices' ? answer.chosen : []));
    case 'put-in-order':
      return gradeOrder(
        question,
        answer.kind === 'put-in-order' ? answer : { kind: 'put-in-order', order: [] },
      );
    case 'sort-into-groups': {
      const none = { kind: 'sort-into-groups', placed: {} } as const;
      return gradeGroups(question, answer.kind === 'sort-into-groups' ? answer : none);
    }
    case 'complete-yaml': {
      const none = { kind: 'complete-yaml', values: {} } as const;
      return gradeYaml(question, answer.kind === 'complete-yaml' ? answer : none);
    }
  }
}
