'use client';

import { type FormEvent, useState } from 'react';
import { type Confidence, record, SURE_FIRST, Sureness } from '@/components/quiz';
import { Inline } from '@/components/ui';
import type { Verdict } from '@/lib/progress';
import type { StepQuestion } from './material';

const WENT: readonly { verdict: Verdict; word: string }[] = [
  { verdict: 'right', word: 'I knew it' },
  { verdict: 'partly right', word: 'I knew a part of it' },
  { verdict: 'wrong', word: 'I did not know it' },
];

/** Outside the component: a ref that is another one on each render would take the focus again and again. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}

interface StepCardProps {
  lesson: string;
  asked: StepQuestion;
  confidence: Confidence | undefined;
  next: () => void;
}

/** A step that was done only with hints: recalled in one's head, compared, and judged by the learner. */
export function StepCard({ lesson, asked, confidence, next }: StepCardProps) {
  const [shown, setShown] = useState(false);
  const [hint, setHint] = useState<string>();
  const show = (event: FormEvent) => {
    event.preventDefault();
    setHint(confidence === undefined ? SURE_FIRST : undefined);
    setShown(confidence !== undefined);
  };
  const judged = (verdict: Verdict) => {
    record({
      ...{ lesson, kind: 'answered', question: asked.id, questionKind: 'step' },
      ...{ answer: '', verdict, confidence },
    });
    next();
  };
  return (
    <form className="quiz" onSubmit={show}>
      <p className="quiz-prompt">
        You did this step with hints: <Inline text={asked.title} />. What would you write, so that this is
        true?
      </p>
      <ul className="mb-4 list-disc pl-6">
        {asked.says.map((says) => (
          <li key={says}>
            <Inline text={says} />
          </li>
        ))}
      </ul>
      {shown ? null : <Sureness />}
      <div className="quiz-end">
        {shown ? null : (
          <button type="submit" className="button-quiet">
            Show what to change
          </button>
        )}
        <div role="status" className="quiz-verdict">
          {shown ? (
            <>
              <Inline text={asked.change} />{' '}
              <a href={`/${lesson}#step-${asked.step}`}>The step in the lesson</a>
            </>
          ) : (
            hint
          )}
        </div>
      </div>
      {shown ? (
        <fieldset className="mt-4">
          <legend>How did it go?</legend>
          <div className="flex flex-wrap gap-3">
            {WENT.map(({ verdict, word }, index) => (
              <button
                key={verdict}
                type="button"
                // The button that had the focus is gone; the next thing to do takes it.
                ref={index === 0 ? takeFocus : undefined}
                className="button-quiet"
                onClick={() => judged(verdict)}
              >
                {word}
              </button>
            ))}
          </div>
        </fieldset>
      ) : null}
    </form>
  );
}
