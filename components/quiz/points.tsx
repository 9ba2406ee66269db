import { Inline } from '@/components/ui';
import type { Explain } from '@/lib/quiz';
import type { PointStatus } from '@/lib/quiz/explain';
import { type Judgement, statusOf } from './judgement';
import { Taught } from './taught';
import type { Grading } from './use-grade';
import { Mark } from './verdict';

const FOUND: Record<PointStatus, { as: 'right' | 'wrong' | 'missed' | 'unsure'; word: string }> = {
  met: { as: 'right', word: 'Found in your answer' },
  'not shown': { as: 'missed', word: 'Not found in your answer' },
  contradicted: { as: 'wrong', word: 'Your answer says the opposite' },
  unsure: { as: 'unsure', word: 'Not sure: judge for yourself' },
};

interface PointsProps {
  question: Explain;
  /** The learner's answer. */
  text: string;
  judgements: readonly Judgement[];
  grading: Grading | undefined;
  onJudge: (judgements: Judgement[]) => void;
}

/** The points that an answer has to make, to tick off; with what the grader found, which the learner may overrule. */
export function Points({ question, text, judgements, grading, onJudge }: PointsProps) {
  const evidenceOf = (id: string) => {
    const spans = grading?.grade.points.find((point) => point.id === id)?.evidence ?? [];
    return spans.map(({ start, end }) => `“${text.slice(start, end)}”`).join(' … ');
  };
  return (
    <fieldset className="quiz-points">
      <legend>Does your answer say this? Tick what it says.</legend>
      {question.points.map((point) => {
        const judgement = judgements.find(({ id }) => id === point.id);
        const grader = judgement?.grader;
        const learner = judgement?.learner;
        const tick = (ticked: boolean) =>
          onJudge(
            judgements.map((one) =>
              one.id === point.id ? { ...one, learner: statusOf(ticked, grader) } : one,
            ),
          );
        const evidence = evidenceOf(point.id);
        return (
          <div key={point.id} className="quiz-option">
            <label>
              <input
                type="checkbox"
                checked={learner === 'met'}
                onChange={(event) => tick(event.target.checked)}
              />
              <span>
                <Inline text={point.text} />
              </span>
            </label>
            <div className="quiz-note">
              {grader === undefined ? null : (
                <>
                  <Mark {...FOUND[grader]} /> {evidence}{' '}
                </>
              )}
              {grader === undefined || grader === 'unsure' || grader === learner ? null : (
                <strong>You see it differently. Your judgement counts. </strong>
              )}
              <Taught at={point.teaches} />
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
