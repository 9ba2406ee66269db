import type { Quiz } from '@/lib/quiz';
import { Question } from './question';

interface QuizProps {
  /** `week1/day6` */
  lesson: string;
  questions: Quiz;
}

/** All closed questions of a lesson, one below the other, numbered. */
export function QuizQuestions({ lesson, questions }: QuizProps) {
  const closed = questions.flatMap((question) => (question.kind === 'explain' ? [] : [question]));
  return (
    <div className="quiz-list">
      {closed.map((question, index) => (
        <div key={question.id} id={`question-${question.id}`}>
          <div className="quiz-label">
            Question {index + 1} of {closed.length}
          </div>
          <Question lesson={lesson} question={question} />
        </div>
      ))}
      <noscript>Answers are checked by this page’s script, which your browser does not run.</noscript>
    </div>
  );
}
