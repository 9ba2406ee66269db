'use client';

import { useEffect, useRef, useState } from 'react';
import { Inline } from '@/components/ui';
import type { Answer, Verdict } from '@/lib/progress';
import type { Explain } from '@/lib/quiz';
import { asText } from './given';
import { judge, pointsOf, verdictFor } from './judgement';
import { Marked } from './marked';
import { NotRead } from './not-read';
import { Points } from './points';
import { useRecall } from './recall';
import { useGrade } from './use-grade';
import { Mark } from './verdict';

interface ComparedProps {
  question: Explain;
  answer: Answer;
  rubricUrl: string | undefined;
  /** Whether the learner has just asked for it: then it takes the focus from the button that is gone. */
  takesFocus: boolean;
  /** Back to writing. */
  onChange: () => void;
  onAnswer: (answer: Answer) => void;
  onJudged: (points: NonNullable<Answer['points']>, verdict: Verdict) => void;
}

/** The learner's answer beside the model answer, and the points to tick off. */
export function Compared({
  question,
  answer,
  rubricUrl,
  takesFocus,
  onChange,
  onAnswer,
  onJudged,
}: ComparedProps) {
  const recall = useRecall();
  const text = asText(answer.given);
  const found = useGrade(rubricUrl, text, true);
  const [kept, setKept] = useState<Verdict>();
  const [lacking, setLacking] = useState(false);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) top.current?.focus();
  }, [takesFocus]);
  const grading = typeof found === 'object' ? found : undefined;
  const judgements = judge(question, answer, grading);
  const verdict = verdictFor(judgements, grading);
  const met = judgements.filter(({ learner }) => learner === 'met').length;
  const keep = () => {
    // Unsure is not rounded: the learner decides first.
    if (verdict === 'unsure') return setLacking(true);
    setKept(verdict);
    onJudged(pointsOf(judgements), verdict);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a section would be a landmark of its own in every question */}
      <div
        ref={top}
        role="group"
        tabIndex={-1}
        className="quiz-beside"
        aria-label="Your answer beside the model answer"
      >
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
      {grading === undefined ? null : <NotRead text={text} grade={grading.grade} />}
      <Points
        question={question}
        text={text}
        judgements={judgements}
        grading={grading}
        onJudge={(next) => {
          setKept(undefined);
          setLacking(false);
          onAnswer({ ...answer, points: pointsOf(next) });
        }}
      />
      <div className="quiz-end">
        <button type="button" className="button-quiet" onClick={keep}>
          Keep this judgement
        </button>
        {recall === undefined ? (
          <button type="button" className="button-quiet" onClick={onChange}>
            Change my answer
          </button>
        ) : null}
        {recall !== undefined && kept !== undefined ? (
          <button type="button" className="button-quiet" onClick={recall.next}>
            Next
          </button>
        ) : null}
        <div role="status" className="quiz-verdict">
          {found === undefined ? (
            'Comparing …'
          ) : (
            <>
              <Mark as={verdict} /> {met} of {judgements.length} points{kept === undefined ? '' : '. Kept.'}
              {lacking ? '. Decide first whether your answer says what is not sure.' : ''}
            </>
          )}
        </div>
      </div>
    </>
  );
}
