import type { DayCount } from '@/lib/review';
import { dateText } from './date-text';

interface DaysTableProps {
  caption: string;
  /** What is counted: `Cards`. */
  thing: string;
  days: readonly DayCount[];
}

/** The same as a picture, in numbers: the days on which there is something. */
export function DaysTable({ caption, thing, days }: DaysTableProps) {
  const some = days.filter((one) => one.count > 0);
  if (some.length === 0) return null;
  return (
    <details className="mt-2 text-sm">
      <summary className="cursor-pointer text-quiet">As a table</summary>
      <table className="mt-2 tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="pr-8 text-left font-semibold">
              Day
            </th>
            <th scope="col" className="text-right font-semibold">
              {thing}
            </th>
          </tr>
        </thead>
        <tbody>
          {some.map(({ day, count }) => (
            <tr key={day}>
              <th scope="row" className="pr-8 text-left font-normal">
                {dateText(day)}
              </th>
              <td className="text-right">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
