import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import { nextTime } from '@/lib/cluster/controllers/cronjob/next';
import { parseSchedule } from '@/lib/cluster/controllers/cronjob/schedule';
import type { JsonMap } from '@/lib/cluster/interface';
import { granted, START, testContext } from '../support';
import { type Behaviour, current, eventsOf, fakeKubelet, podsOf } from './fake-kubelet';

// What is expected here stands in pkg/controller/cronjob and github.com/robfig/cron (parser.go, spec.go).

const iso = (schedule: string, after: string, zone?: string): string => {
  const parsed = parseSchedule(schedule);
  if (typeof parsed === 'string') return parsed;
  const next = nextTime(parsed, Date.parse(after), zone);
  return next === undefined ? 'never' : new Date(next).toISOString().slice(0, 16);
};

describe('a schedule', () => {
  it.each([
    ['*/15 * * * *', '2026-01-05T08:00:30Z', '2026-01-05T08:15'],
    ['0 * * * *', '2026-01-05T08:00:00Z', '2026-01-05T09:00'],
    ['30 2 * * 1-5', '2026-01-09T08:00:00Z', '2026-01-12T02:30'],
    ['0 0 1 * *', '2026-01-05T08:00:00Z', '2026-02-01T00:00'],
    ['0 0 13 * 5', '2026-01-05T08:00:00Z', '2026-01-09T00:00'],
    ['0 0 29 feb *', '2026-01-05T08:00:00Z', '2028-02-29T00:00'],
    ['5/20 8 * * *', '2026-01-05T08:06:00Z', '2026-01-05T08:25'],
    ['@daily', '2026-01-05T08:00:00Z', '2026-01-06T00:00'],
    ['@every 90m', '2026-01-05T08:00:00Z', '2026-01-05T09:30'],
    ['0 0 30 2 *', '2026-01-05T08:00:00Z', 'never'],
    ['* * * *', '2026-01-05T08:00:00Z', 'expected exactly 5 fields, found 4: [* * * *]'],
    ['61 * * * *', '2026-01-05T08:00:00Z', 'end of range (61) above maximum (59): 61'],
    ['* * * * 7', '2026-01-05T08:00:00Z', 'end of range (7) above maximum (6): 7'],
    [
      'x * * * *',
      '2026-01-05T08:00:00Z',
      'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax',
    ],
  ])('%s after %s comes at %s', (schedule, after, expected) => {
    expect(iso(schedule, after)).toBe(expected);
  });

  it('is read on the clock of its time zone', () => {
    expect(iso('0 9 * * *', '2026-01-05T09:00:00Z', 'America/New_York')).toBe('2026-01-05T14:00');
    expect(iso('0 9 * * *', '2026-07-05T09:00:00Z', 'Europe/Berlin')).toBe('2026-07-06T07:00');
  });
});

function cluster(behave: () => Behaviour) {
  const context = testContext();
  startControllers(context);
  fakeKubelet(context, behave);
  const labels = { 'cron-job': 'tick' };
  const make = (spec: JsonMap = {}) =>
    granted(
      context.api.create({
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'tick', namespace: 'default' },
        spec: {
          schedule: '* * * * *',
          concurrencyPolicy: 'Allow',
          jobTemplate: {
            spec: {
              completions: 1,
              parallelism: 1,
              backoffLimit: 0,
              manualSelector: true,
              selector: { matchLabels: labels },
              template: {
                metadata: { labels },
                spec: {
                  nodeName: 'node-1',
                  restartPolicy: 'Never',
                  containers: [{ name: 'main', image: 'busybox' }],
                },
              },
            },
          },
          ...spec,
        },
      }),
    );
  const jobs = () =>
    granted(context.api.list({ apiVersion: 'batch/v1', kind: 'Job', namespace: 'default' })).items.map(
      ({ metadata }) => metadata.name,
    );
  return { context, make, jobs, tick: () => current(context, 'batch/v1', 'CronJob', 'tick') };
}

const nameAt = (minute: number): string => `tick-${START / 60_000 + minute}`;

describe('a CronJob', () => {
  it('makes a Job each minute, named after the minute, and keeps three', async () => {
    const { context, make, jobs, tick } = cluster(() => 0);
    make();
    await context.time.advance(61_000);
    expect(jobs()).toEqual([nameAt(1)]);
    expect(tick().status).toMatchObject({
      lastScheduleTime: '2026-01-05T08:01:00Z',
      active: [{ kind: 'Job', name: nameAt(1) }],
    });
    await context.time.advance(20_000);
    expect(tick().status).not.toHaveProperty('active');
    expect(tick().status?.lastSuccessfulTime).toBeDefined();
    expect(eventsOf(context, 'CronJob', 'tick')).toEqual([
      `Normal SuccessfulCreate Created job ${nameAt(1)}`,
      `Normal SawCompletedJob Saw completed job: ${nameAt(1)}, condition: Complete`,
    ]);
    await context.time.advance(5 * 60_000);
    expect(jobs()).toEqual([nameAt(4), nameAt(5), nameAt(6)]);
    expect(context.faults).toEqual([]);
  });

  it('with Forbid, does not start beside one that still runs', async () => {
    const { context, make, jobs } = cluster(() => 'run');
    make({ concurrencyPolicy: 'Forbid' });
    await context.time.advance(3 * 60_000 + 1000);
    expect(jobs()).toEqual([nameAt(1)]);
    expect(eventsOf(context, 'CronJob', 'tick').join()).toContain(
      'Normal JobAlreadyActive Not starting job because prior execution is running and concurrency policy is Forbid',
    );
  });

  it('with Replace, deletes the one that still runs', async () => {
    const { context, make, jobs } = cluster(() => 'run');
    make({ concurrencyPolicy: 'Replace' });
    await context.time.advance(2 * 60_000 + 10_000);
    expect(jobs()).toEqual([nameAt(2)]);
    expect(eventsOf(context, 'CronJob', 'tick').join()).toContain(
      `Normal SuccessfulDelete Deleted job ${nameAt(1)}`,
    );
  });

  it('starts nothing while it is suspended, and then only the last one that it missed', async () => {
    const { context, make, jobs, tick } = cluster(() => 0);
    make({ suspend: true });
    await context.time.advance(5 * 60_000);
    expect(jobs()).toEqual([]);
    granted(context.api.update({ ...tick(), spec: { ...tick().spec, suspend: false } }));
    await context.time.advance(1000);
    expect(jobs()).toEqual([nameAt(5)]);
  });

  it('costs a bounded number of objects over a day of failures', async () => {
    const { context, make, jobs } = cluster(() => 1);
    make({ schedule: '*/5 * * * *' });
    await context.time.advance(24 * 3_600_000);
    expect(jobs().length).toBeLessThanOrEqual(2);
    expect(podsOf(context).length).toBeLessThan(400);
  }, 120_000);
});
