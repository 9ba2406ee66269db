'use client';

import { type FormEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { Inline } from '@/components/ui';
import type { Explain } from '@/lib/quiz';
import { asText } from './given';
import './quiz.css';
import { SURE_FIRST, useRecall } from './recall';
import { Sureness } from './sureness';
import { record, useAnswer } from './use-answer';

const Compared = lazy(() => import('./compared').then((module) => ({ default: module.Compared })));

interface ExplainProps {
  /** `week1/day6` */
  lesson: string;
  question: Explain;
  /** Where the rubric lies by which the answer is compared; without one, the learner judges alone. */
  rubricUrl?: string | undefined;
}

/** A question that is answered in the learner's own words, and then laid beside a model answer, point by point. */
export function ExplainQuestion({ lesson, question, rubricUrl }: ExplainProps) {
  const name = useId();
  const recall = useRecall();
  const [answer, setAnswer] = useAnswer(lesson, question.id);
  const [hint, setHint] = useState<string>();
  /** What the learner did last here, so that the focus goes where they look. */
  const [did, setDid] = useState<'compare' | 'change'>();
  const compared = answer?.checked === true;
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (did === 'change' && !compared) area.current?.focus();
  }, [did, compared]);
  const text = asText(answer?.given);

  const compare = (event: FormEvent) => {
    event.preventDefault();
    const empty = text.trim() === '' ? 'Write your answer first: a sentence or two is enough.' : undefined;
    const unsaid = recall !== undefined && recall.confidence === undefined ? SURE_FIRST : undefined;
    const lacking = empty ?? unsaid;
    setHint(lacking);
    if (lacking !== undefined) return;
    setDid('compare');
    setAnswer({ given: text, checked: true });
  };
  const { id, kind, prompt } = question;
  return (
    <form id={`question-${id}`} className="quiz" onSubmit={compare}>
      <label className="quiz-prompt" htmlFor={name}>
        <Inline text={prompt} />
      </label>
      {compared && answer !== undefined ? (
        <Suspense fallback={<div className="quiz-note">Loading the comparison …</div>}>
          <Compared
            question={question}
            answer={answer}
            rubricUrl={rubricUrl}
            takesFocus={did === 'compare'}
            onChange={() => {
              setDid('change');
              setAnswer({ given: text });
            }}
            onAnswer={setAnswer}
            onJudged={(points, verdict) => {
              setAnswer({ ...answer, points });
              record({
                lesson,
                kind: 'answered',
                question: id,
                questionKind: kind,
                answer: text,
                verdict,
                points,
                ...(recall === undefined ? {} : { confidence: recall.confidence }),
              });
            }}
          />
        </Suspense>
      ) : (
        <>
          <textarea
            id={name}
            ref={area}
            rows={5}
            value={text}
            onChange={(event) => setAnswer({ given: event.target.value })}
            aria-describedby={`${name}-hint`}
          />
          <Sureness />
          <div className="quiz-end">
            <button type="submit" className="button-quiet">
              Compare with the model answer
            </button>
            <div id={`${name}-hint`} role="status" className="quiz-verdict">
              {hint}
            </div>
          </div>
        </>
      )}
    </form>
  );
}
