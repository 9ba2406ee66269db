import { useId } from 'react';
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
  unsure: { as: 'unsure', word: 'Not sure' },
};

interface PointProps {
  text: string;
  judgement: Judgement;
  onJudge: (saysIt: boolean) => void;
}

/** A point that the grader has read, to overrule it by a tick. */
function Ticked({ text, judgement, onJudge }: PointProps) {
  return (
    <label>
      <input
        type="checkbox"
        checked={judgement.learner === 'met'}
        onChange={(event) => onJudge(event.target.checked)}
      />
      <span>
        <Inline text={text} />
      </span>
    </label>
  );
}

/** A point that the grader is unsure of: the learner says yes or no, and nothing is chosen before. */
function Decided({ text, judgement, onJudge }: PointProps) {
  const name = useId();
  return (
    <fieldset className="quiz-decide">
      <legend>
        <Inline text={text} />
      </legend>
      {[true, false].map((saysIt) => (
        <label key={String(saysIt)}>
          <input
            type="radio"
            name={name}
            checked={judgement.learner === (saysIt ? 'met' : 'not shown')}
            onChange={() => onJudge(saysIt)}
          />
          {saysIt ? 'My answer says this' : 'My answer does not say this'}
        </label>
      ))}
    </fieldset>
  );
}

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
        if (judgement === undefined) return null;
        const { grader, learner } = judgement;
        const onSaid = (saysIt: boolean) =>
          onJudge(
            judgements.map((one) =>
              one.id === point.id ? { ...one, learner: statusOf(saysIt, grader) } : one,
            ),
          );
        const Point = grader === 'unsure' ? Decided : Ticked;
        return (
          <div key={point.id} className="quiz-option">
            <Point text={point.text} judgement={judgement} onJudge={onSaid} />
            <div className="quiz-note">
              {grader === undefined ? null : (
                <>
                  <Mark {...FOUND[grader]} /> {evidenceOf(point.id)}{' '}
                </>
              )}
              {grader === 'unsure' && learner === 'unsure' ? 'You decide. ' : null}
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
