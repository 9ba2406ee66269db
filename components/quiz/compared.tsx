'use client';

import { useState } from 'react';
import { Inline } from '@/components/ui';
import type { Answer, Verdict } from '@/lib/progress';
import type { Explain } from '@/lib/quiz';
import { asText } from './given';
import { judge, pointsOf, verdictFor } from './judgement';
import { Marked } from './marked';
import { Points } from './points';
import { useRecall } from './recall';
import { useGrade } from './use-grade';
import { Mark } from './verdict';

interface ComparedProps {
  question: Explain;
  answer: Answer;
  rubricUrl: string | undefined;
  onAnswer: (answer: Answer) => void;
  onJudged: (points: NonNullable<Answer['points']>, verdict: Verdict) => void;
}

/** The learner's answer beside the model answer, and the points to tick off. */
export function Compared({ question, answer, rubricUrl, onAnswer, onJudged }: ComparedProps) {
  const recall = useRecall();
  const text = asText(answer.given);
  const found = useGrade(rubricUrl, text, true);
  const [kept, setKept] = useState<Verdict>();
  const grading = typeof found === 'object' ? found : undefined;
  const judgements = judge(question, answer, grading);
  const verdict = verdictFor(judgements, grading);
  const met = judgements.filter(({ learner }) => learner === 'met').length;
  return (
    <>
      <div className="quiz-beside">
        <div>
          <div className="quiz-label">Your answer</div>
          <Marked text={text} spans={grading?.grade.points.flatMap(({ evidence }) => evidence) ?? []} />
        </div>
        <div>
          <div className="quiz-label">Model answer</div>
          <blockquote className="quiz-answer">
            <Inline text={question.modelAnswer} />
          </blockquote>
        </div>
      </div>
      {found === 'failed' ? (
        <div className="quiz-note">The comparison could not be loaded. Judge for yourself.</div>
      ) : null}
      {grading?.grade.cut === undefined ? null : (
        <div className="quiz-note">
          Only the first {grading.grade.cut.read} of {grading.grade.cut.of} characters were compared.
        </div>
      )}
      <Points
        question={question}
        text={text}
        judgements={judgements}
        grading={grading}
        onJudge={(next) => {
          setKept(undefined);
          onAnswer({ ...answer, points: pointsOf(next) });
        }}
      />
      <div className="quiz-end">
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            setKept(verdict);
            onJudged(pointsOf(judgements), verdict);
          }}
        >
          Keep this judgement
        </button>
        {recall === undefined ? (
          <button type="button" className="button-quiet" onClick={() => onAnswer({ given: text })}>
            Change my answer
          </button>
        ) : null}
        {recall !== undefined && kept !== undefined ? (
          <button type="button" className="button-quiet" onClick={recall.next}>
            Next
          </button>
        ) : null}
        <div role="status" className="quiz-verdict">
          <Mark as={verdict} /> {met} of {judgements.length} points{kept === undefined ? '' : '. Kept.'}
        </div>
      </div>
    </>
  );
}
