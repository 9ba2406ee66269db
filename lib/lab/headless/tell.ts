import type { LogEntry } from '@/lib/cluster';

/** What is said so often that it hides the story: each look of a controller at what it looks after. */
const QUIET = [/^status updated$/, /^compares$/, /^what the comparison found$/, /^the operation is Running$/];

const isQuiet = ({ what, why = '' }: LogEntry): boolean =>
  QUIET.some((pattern) => pattern.test(what) || pattern.test(why));

const clock = (time: number): string => new Date(time).toISOString().slice(11, 23);

/** An entry of the cluster's log as one line, or as several where what somebody printed has several. */
function lineOf({ time, actor, object, what, why }: LogEntry): string {
  const about = object
    ? `${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${object.name}: `
    : '';
  const reason =
    why === undefined ? '' : why.includes('\n') ? `\n${why.replace(/^/gm, ' '.repeat(46))}` : ` (${why})`;
  return `${clock(time)}  ${actor.padEnd(30)}  ${about}${what}${reason}\n`;
}

/** The story of a lab: when, who, what happened, and why. */
export function tell(entries: readonly LogEntry[]): string {
  return entries
    .filter((entry) => !isQuiet(entry))
    .map(lineOf)
    .filter((line, i, lines) => line !== lines[i - 1])
    .join('');
}
