import type { CronJob } from '../../types/workloads';
import { instant } from '../shared/clock';
import { nextTime } from './next';
import type { Schedule } from './schedule';

/** What is due: a time (epoch ms) or none yet; how many were missed; and when to look again. */
export interface Due {
  at: number | undefined;
  tooMany: boolean;
  next: number | undefined;
}

/** How many missed times are counted before the clock is doubted. */
const TOO_MANY = 100;

/** The last time of the schedule that has come and was not acted on. As pkg/controller/cronjob/utils.go, mostRecentScheduleTime. */
export function dueOf(cronJob: CronJob, schedule: Schedule, now: number): Due {
  const { timeZone, startingDeadlineSeconds } = cronJob.spec;
  const since =
    (instant(cronJob.status?.lastScheduleTime) ?? instant(cronJob.metadata.creationTimestamp)) || 0;
  const earliest =
    startingDeadlineSeconds === undefined ? since : Math.max(since, now - startingDeadlineSeconds * 1000);
  const next = nextTime(schedule, now, timeZone);
  let at: number | undefined;
  let missed = 0;
  for (let time = nextTime(schedule, earliest, timeZone); time !== undefined && time <= now; ) {
    at = time;
    missed++;
    if (missed > TOO_MANY) {
      at = lastBefore(schedule, now, timeZone) ?? at;
      break;
    }
    time = nextTime(schedule, time, timeZone);
  }
  return { at, tooMany: missed > TOO_MANY, next };
}

/** The last time up to now, found in steps that double. */
function lastBefore(schedule: Schedule, now: number, zone: string | undefined): number | undefined {
  for (let back = 60_000; back < 366 * 86_400_000; back *= 2) {
    let last: number | undefined;
    for (let time = nextTime(schedule, now - back, zone); time !== undefined && time <= now; ) {
      last = time;
      time = nextTime(schedule, time, zone);
    }
    if (last !== undefined) return last;
  }
  return undefined;
}
