import { at, itemsOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';

const cron = (schedule: string) =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: nightly\nspec:\n  schedule: "${schedule}"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: run\n              image: alpine:3.20\n              command: [test, -f, /etc/hosts]\n`;
const LIMITS: readonly [number, number][] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
];
const NAMES = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat';

export const cronSchedule: Rule = {
  id: 'cron-schedule',
  severity: 'error',
  title: 'The schedule is not valid',
  why: 'A schedule has five fields: minute, hour, day of the month, month, day of the week. The API server refuses anything that it cannot read as one.',
  failing: one(cron('0 3 * *')),
  passing: one(cron('0 3 * * 1-5')),
  source: [
    {
      title: 'Kubernetes, CronJob schedule syntax',
      url: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
    },
  ],
  keys: ['schedule'],
  *object(object): Generator<Finding> {
    if (object.kind === 'CronJob') yield* check(scalarOf(at(object.root, 'spec', 'schedule')));
    if (object.kind === 'AppProject')
      for (const window of itemsOf(at(object.root, 'spec', 'syncWindows')))
        yield* check(scalarOf(at(window, 'schedule')), false);
  },
};

function* check(schedule: ScalarNode | undefined, words = true): Generator<Finding> {
  if (typeof schedule?.value !== 'string' || /[{$]/.test(schedule.value)) return;
  if (words && /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/.test(schedule.value))
    return;
  const fields = schedule.value.trim().split(/\s+/);
  const wrong = fields.findIndex((field, i) => !fieldFits(field, LIMITS[i]));
  if (fields.length === 5 && wrong === -1) return;
  const why = /^(?:CRON_)?TZ=/.test(schedule.value)
    ? 'a time zone stands in `timeZone`'
    : fields.length === 5
      ? `\`${fields[wrong] ?? ''}\` does not fit its field`
      : `it has ${fields.length} field${fields.length === 1 ? '' : 's'}, not 5`;
  yield {
    start: schedule.start,
    end: schedule.end,
    message: `This is no schedule: ${why}. Write minute, hour, day of the month, month and day of the week, such as "0 3 * * *".`,
  };
}

function fieldFits(field: string, limits: readonly [number, number] | undefined): boolean {
  if (!limits) return true;
  const [least, most] = limits;
  return field.split(',').every((part) => {
    if (new RegExp(`^(${NAMES})(-(${NAMES}))?$`, 'i').test(part)) return true;
    const found = /^(\*|\?|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(part);
    const numbers = found?.[1] && /\d/.test(found[1]) ? found[1].split('-').map(Number) : [];
    return (
      found !== null &&
      found[2] !== '0' &&
      numbers.every((number) => number >= least && number <= most) &&
      (numbers[0] ?? 0) <= (numbers[1] ?? most)
    );
  });
}
