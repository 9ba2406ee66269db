import type { ExplanationGrade } from '@/lib/quiz/explain';

const WHY: Record<ExplanationGrade['passedOver'][number]['why'], string> = {
  'talks to the grader': 'it speaks to whoever grades',
  'repeats the question': 'it repeats the question',
  'another language': 'it is in a language that is not read here',
};

/** What of an answer was not read, and why. */
export function NotRead({ text, grade }: { text: string; grade: ExplanationGrade }) {
  return (
    <>
      {grade.cut === undefined ? null : (
        <div className="quiz-note">
          Only the first {grade.cut.read} of {grade.cut.of} characters were compared.
        </div>
      )}
      {grade.passedOver.slice(0, 5).map(({ why, span: { start, end } }) => (
        <div key={start} className="quiz-note">
          Not counted, as {WHY[why]}: “{text.slice(start, Math.min(end, start + 120))}
          {end - start > 120 ? ' …' : ''}”
        </div>
      ))}
    </>
  );
}
