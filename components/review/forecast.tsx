import type { DayCount } from '@/lib/review';
import { countText, dateText } from './date-text';
import { DaysTable } from './days-table';

const STEP = 20;
const HEIGHT = 100;

function sentence(days: readonly DayCount[]): string {
  const sum = days.reduce((all, one) => all + one.count, 0);
  const most = days.reduce((best, one) => (one.count > best.count ? one : best), { day: 0, count: 0 });
  if (sum === 0) return 'No card falls due in the next 30 days.';
  const now = days[0]?.count ?? 0;
  const today = `${countText(now, 'card')} today`;
  if (sum === now) return `${today}, none on the 29 days after.`;
  return `${today}, ${sum} in the next 30 days; the most on ${dateText(most.day)}: ${most.count}.`;
}

/** `24 Nov` */
function shortDate(day: number): string {
  const [, date, month] = dateText(day).split(' ');
  return `${date} ${month?.slice(0, 3)}`;
}

/** How many cards fall due on each of the next days, as bars. */
export function Forecast({ days }: { days: readonly DayCount[] }) {
  const most = Math.max(1, ...days.map((one) => one.count));
  const width = days.length * STEP;
  const said = sentence(days);
  return (
    <section aria-labelledby="forecast">
      <h2 id="forecast" className="font-semibold">
        The next 30 days
      </h2>
      <p className="mt-1 text-quiet text-sm">{said}</p>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT + 28}`}
        role="img"
        aria-label={said}
        className="mt-3 w-full max-w-xl"
      >
        <path d={`M0 ${HEIGHT + 0.5}H${width}`} stroke="var(--edge)" />
        {days.map(({ day, count }, at) => (
          <rect
            key={day}
            x={at * STEP + 3}
            y={HEIGHT - (count / most) * (HEIGHT - 8)}
            width={STEP - 6}
            height={(count / most) * (HEIGHT - 8)}
            fill="var(--accent)"
          >
            <title>{`${dateText(day)}: ${count}`}</title>
          </rect>
        ))}
        {days.map(({ day }, at) =>
          at % 7 === 0 ? (
            <text key={day} x={at * STEP + 3} y={HEIGHT + 22} fontSize={18} fill="var(--quiet)">
              {at === 0 ? 'today' : shortDate(day)}
            </text>
          ) : null,
        )}
      </svg>
      <DaysTable caption="Cards that fall due in the next 30 days" thing="Cards" days={days} />
    </section>
  );
}
