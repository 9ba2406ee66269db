import type { HeatDay } from '@/lib/review';
import { countText, dateText } from './date-text';
import { DaysTable } from './days-table';

const CELL = 16;
const LEFT = 34;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
/** More is larger, not another colour. */
const SIDES = [3, 7, 9, 11, 13] as const;

/** How much was answered on each day of the last weeks: a column a week, a square a day. */
export function HeatMap({ weeks }: { weeks: readonly (readonly HeatDay[])[] }) {
  const days = weeks.flat();
  const answers = days.reduce((all, one) => all + one.count, 0);
  const busy = days.filter((one) => one.count > 0).length;
  const said =
    answers === 0
      ? 'No answers in the last 20 weeks.'
      : `${countText(answers, 'answer')} on ${countText(busy, 'day')} of the last 20 weeks. The larger the square, the more answers.`;
  return (
    <section aria-labelledby="heat-map">
      <h2 id="heat-map" className="font-semibold">
        The last 20 weeks
      </h2>
      <p className="mt-1 text-quiet text-sm">{said}</p>
      <svg
        viewBox={`0 0 ${LEFT + weeks.length * CELL} ${7 * CELL}`}
        role="img"
        aria-label={said}
        className="mt-3 w-full max-w-xl"
      >
        {WEEKDAYS.map((name, row) =>
          row % 2 === 0 ? (
            <text key={name} x={0} y={row * CELL + 12} fontSize={11} fill="var(--quiet)">
              {name}
            </text>
          ) : null,
        )}
        {weeks.map((week, column) =>
          week.map(({ day, count, level }, row) => {
            const side = SIDES[level];
            const inset = (CELL - side) / 2;
            return (
              <rect
                key={day}
                x={LEFT + column * CELL + inset}
                y={row * CELL + inset}
                width={side}
                height={side}
                rx={1.5}
                fill={level === 0 ? 'var(--edge)' : 'var(--accent)'}
              >
                <title>{`${dateText(day)}: ${countText(count, 'answer')}`}</title>
              </rect>
            );
          }),
        )}
      </svg>
      <DaysTable caption="Answers in the last 20 weeks" thing="Answers" days={days} />
    </section>
  );
}
