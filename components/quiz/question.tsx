'use client';

import { type FormEvent, useEffect, useId, useState } from 'react';
import type { ClosedGrade, ClosedQuestion, Part } from '@/lib/quiz';
import './quiz.css';
import { Inline } from '@/components/ui';
import { Choices } from './choices';
import type { FormProps } from './form-props';
import { Gaps } from './gaps';
import { answerTo, missing } from './given';
import { Ordering } from './ordering';
import { SURE_FIRST, useRecall } from './recall';
import { Sorting } from './sorting';
import { Sureness } from './sureness';
import { record, useAnswer } from './use-answer';
import { Mark } from './verdict';

/** Grading is loaded with the first answer. */
const loadGrader = () => import('@/lib/quiz');

type Props = Omit<FormProps<ClosedQuestion>, 'question'>;

function Form({ question, ...rest }: Props & { question: ClosedQuestion }) {
  switch (question.kind) {
    case 'one-choice':
    case 'several-choices':
      return <Choices question={question} {...rest} />;
    case 'put-in-order':
      return <Ordering question={question} {...rest} />;
    case 'sort-into-groups':
      return <Sorting question={question} {...rest} />;
    case 'complete-yaml':
      return <Gaps question={question} {...rest} />;
  }
}

interface ClosedProps {
  /** `week1/day6` */
  lesson: string;
  question: ClosedQuestion;
}

/** A closed question: asked, answered, checked, and tried again. The answer is saved as it changes. */
export function Question({ lesson, question }: ClosedProps) {
  const name = useId();
  const recall = useRecall();
  const [answer, setAnswer] = useAnswer(lesson, question.id);
  const [grade, setGrade] = useState<ClosedGrade>();
  const [revealed, setRevealed] = useState(false);
  const [hint, setHint] = useState<string>();
  const given = answer?.given;
  const checked = answer?.checked === true;

  useEffect(() => {
    if (!checked) return setGrade(undefined);
    let gone = false;
    loadGrader().then(
      ({ gradeClosed }) => {
        if (!gone) setGrade(gradeClosed(question, answerTo(question, given)));
      },
      () => {
        if (!gone)
          setHint('Checking could not be loaded. Are you offline? Your answer is kept: check it later.');
      },
    );
    return () => {
      gone = true;
    };
  }, [checked, given, question]);

  const check = (event: FormEvent) => {
    event.preventDefault();
    const unsaid = recall !== undefined && recall.confidence === undefined;
    const lacking = missing(question, given) ?? (unsaid ? SURE_FIRST : undefined);
    setHint(lacking);
    if (lacking !== undefined) return;
    const answered = answerTo(question, given);
    const whole = given ?? (answered.kind === 'put-in-order' ? answered.order : '');
    setAnswer({ given: whole, checked: true });
    const { id, kind } = question;
    loadGrader().then(
      ({ gradeClosed }) => {
        const { verdict } = gradeClosed(question, answered);
        const sure = recall === undefined ? {} : { confidence: recall.confidence };
        record({
          lesson,
          kind: 'answered',
          question: id,
          questionKind: kind,
          answer: whole,
          verdict,
          ...sure,
        });
      },
      () => undefined, // Told by the effect that shows the verdict.
    );
  };
  const again = () => {
    setRevealed(false);
    setHint(undefined);
    if (given !== undefined) setAnswer({ given });
  };
  const all = grade?.verdict === 'right' || revealed || (checked && recall !== undefined);
  const shown = (id: string, picked: boolean): Part | undefined => {
    if (grade === undefined || !(picked || all)) return undefined;
    return grade.parts.find((part) => part.id === id);
  };
  return (
    <form className="quiz" onSubmit={check}>
      <fieldset>
        <legend>
          <Inline text={question.prompt} />
        </legend>
        <Form
          question={question}
          given={given}
          give={(next) => {
            if (checked && recall !== undefined) return; // Asked again, it is answered once.
            setRevealed(false);
            setHint(undefined);
            setAnswer({ given: next });
          }}
          shown={shown}
          revealed={revealed || recall !== undefined}
          name={name}
        />
      </fieldset>
      {checked ? null : <Sureness />}
      <div className="quiz-end">
        {checked ? (
          <button
            type="button"
            className="button-quiet"
            onClick={(event) => {
              // The same button submits once this is done; this click must not.
              event.preventDefault();
              (recall?.next ?? again)();
            }}
          >
            {recall === undefined ? 'Try again' : 'Next'}
          </button>
        ) : (
          <button type="submit" className="button-quiet">
            Check
          </button>
        )}
        {grade === undefined || all ? null : (
          <button type="button" className="button-quiet" onClick={() => setRevealed(true)}>
            Show the answer
          </button>
        )}
        <div role="status" className="quiz-verdict">
          {grade === undefined ? hint : <Mark as={grade.verdict} />}
        </div>
      </div>
    </form>
  );
}
