import { at, isMissing, scalarOf, stringOf } from '@/lib/yaml';
import { count, each } from './checks';
import { policies } from './job-policies';
import { controller } from './registered';
import { type Check, type Fields, numberOf, WHOLE } from './walk';

const JOB_COUNTS = [
  'parallelism',
  'completions',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
];

const job = (handMade: Check): Fields => ({
  ...each(JOB_COUNTS, count),
  activeDeadlineSeconds: (entry, tell, owner) => {
    if (numberOf(entry.value) === 0)
      tell(
        entry.key,
        'With `activeDeadlineSeconds: 0` the time is up before a Pod has started: the Job fails at once with `DeadlineExceeded`. Give it some seconds.',
      );
    else count(entry, tell, owner);
  },
  selector: handMade,
  [WHOLE]: policies,
  managedBy: controller('kueue.x-k8s.io/multikueue'),
  completionMode: (entry, tell, owner) => {
    if (stringOf(entry.value) === 'Indexed' && isMissing(at(owner, 'completions')))
      tell(entry.key, 'A Job of the mode `Indexed` has to know how many there are. Add `completions`.');
  },
});

const ownSelector: Check = ({ key, value }, tell, owner) => {
  if (value.kind === 'map' && scalarOf(at(owner, 'manualSelector'))?.value !== true)
    tell(
      key,
      'A Job gets its selector from Kubernetes, and the API server refuses one that is written by hand. Remove it.',
    );
};

const never: Check = ({ key, value }, tell) => {
  if (!isMissing(value) && scalarOf(value)?.value !== false)
    tell(
      key,
      `The Jobs of a CronJob get their selectors from Kubernetes, and the API server refuses a \`${key.text}\` here. Remove it.`,
    );
};

/** A name of the time zone database. As Go's time.LoadLocation, which knows no offsets. */
const timeZone: Check = ({ value }, tell) => {
  const zone = stringOf(value);
  if (zone === undefined || /[{$]/.test(zone)) return;
  if (zone === '' || /^local$/i.test(zone) || !isZone(zone))
    tell(
      value,
      `\`${zone}\` is no time zone, so the API server refuses it. Write a name such as \`Europe/Berlin\` or \`Etc/UTC\`.`,
    );
};

function isZone(zone: string): boolean {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    // A RangeError is the only way in which it says no.
    return false;
  }
}

/** A CronJob. */
export const CRON_JOB: Fields = {
  ...each(['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'], count),
  timeZone,
  jobTemplate: { spec: { ...job(never), manualSelector: never } },
};

/** A Job. */
export const JOB = job(ownSelector);
