import type { ReactNode } from 'react';
import { ExplainQuestion, Question, QuizQuestions } from '@/components/quiz';
import type { Lesson } from '@/lib/lessons/server';
import { SyncPicture } from '../picture/sync-picture';
import { Step, Steps } from '../step';
import { Annotated, Pre } from './code';
import { Aside, H2, H3, Original, P, Table, Term } from './prose';

/** The components that a lesson's MDX may use (lib/lessons COMPONENTS), bound to that lesson. */
export function mdxComponents(lesson: Lesson) {
  const steps = lesson.task.steps.map(({ id, title, optional, checks, hints }) => ({
    id,
    title,
    optional: optional === true,
    checks: checks.map(({ id: check, says }) => ({ id: check, says })),
    hints,
  }));
  return {
    h2: H2,
    h3: H3,
    table: Table,
    Annotated,
    Aside,
    Original,
    P,
    Pre,
    Steps,
    SyncPicture,
    Term,
    Quiz() {
      return <QuizQuestions lesson={lesson.id} questions={lesson.quiz} />;
    },
    Question({ id }: { id: string }) {
      const question = lesson.quiz.find((one) => one.id === id);
      if (!question || question.kind === 'explain')
        throw new Error(`no closed question ${id} in ${lesson.id}`);
      return <Question lesson={lesson.id} question={question} />;
    },
    Explain({ id }: { id: string }) {
      const question = lesson.quiz.find((one) => one.id === id);
      if (question?.kind !== 'explain') throw new Error(`no question ${id} to explain in ${lesson.id}`);
      return (
        <ExplainQuestion
          lesson={lesson.id}
          question={question}
          rubricUrl={lesson.rubric ? `/${lesson.id}/rubric.json` : undefined}
        />
      );
    },
    Step({ id, children }: { id: string; children: ReactNode }) {
      const at = steps.findIndex((one) => one.id === id);
      const step = steps[at];
      if (!step) throw new Error(`no step ${id} in the task of ${lesson.id}`);
      return (
        <Step lesson={lesson.id} number={at + 1} step={step} steps={steps}>
          {children}
        </Step>
      );
    },
  };
}
