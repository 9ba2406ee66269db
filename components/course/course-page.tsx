import { ReviewLink } from '@/components/review';
import { ContinueButton } from './continue-button';
import { type DayEntry, WeekMap } from './week-map';

const PROMISES = [
  ['Read', 'a short lesson that says why, and corrects what the usual articles get wrong.'],
  ['Do', 'the day’s task in an editor that knows Kubernetes, Kustomize and Argo CD, and says what it saw.'],
  ['Answer', 'in your own words, and find everything tomorrow as you left it.'],
] as const;

interface CourseDay extends DayEntry {
  week: number;
  /** The ids of what the review may ask of it. */
  asked: readonly string[];
}

/** The course in one screen: what it is, where the learner stopped, and one button. */
export function CoursePage({ days }: { days: readonly CourseDay[] }) {
  const weeks = [...new Set(days.map((day) => day.week))];
  return (
    <main
      id="main"
      className="mx-auto grid w-full max-w-6xl gap-x-20 gap-y-14 px-4 py-12 sm:px-8 sm:py-20 lg:grid-cols-[minmax(0,11fr)_minmax(0,9fr)]"
    >
      <div>
        <h1 className="text-balance font-bold text-[2.5rem] leading-[1.1] tracking-[-0.025em] sm:text-[3.25rem]">
          Learn GitOps by doing it, a day at a time
        </h1>
        <p className="mt-6 max-w-xl text-lg leading-relaxed">
          A course in Argo CD that runs in this browser tab. There is nothing to install and no account; what
          you write stays here.
        </p>
        <div className="mt-8">
          <ContinueButton days={days.map(({ id, day, title, steps }) => ({ id, day, title, steps }))} />
          <p className="mt-4">
            <ReviewLink known={days.flatMap(({ id, asked }) => asked.map((one) => `${id}#${one}`))} />
          </p>
        </div>
        <dl className="mt-12 grid max-w-xl gap-3">
          {PROMISES.map(([word, text]) => (
            <div key={word} className="grid grid-cols-[5rem_1fr] gap-3">
              <dt className="font-bold">{word}</dt>
              <dd className="text-quiet">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="grid content-start gap-10 lg:pt-3">
        {weeks.map((week) => (
          <WeekMap key={week} week={week} days={days.filter((day) => day.week === week)} />
        ))}
      </div>
    </main>
  );
}
