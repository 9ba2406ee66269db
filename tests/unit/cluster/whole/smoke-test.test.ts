import { beforeAll, describe, expect, it } from 'vitest';
import type { Cluster } from '@/lib/cluster';
import { granted } from '../support';
import { deployment, job, outcome, ready, service, world } from './world';

const ORIGINAL = "echo 'Running smoke test...'; sleep 5; curl http://echo-frontend; echo 'Test complete!'";
const REFUSED =
  /^curl: \(7\) Failed to connect to echo-frontend port 80 after \d+ ms: (Could not connect to server|Couldn't connect to server)$/;

/** The scripts of the course's smoke tests, good and bad: what counts is how the script ends. */
describe('a smoke test of a Service that answers', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = world();
    granted(cluster.api.apply(deployment('echo-frontend', 2)));
    granted(cluster.api.apply(service('echo-frontend', 'echo-frontend')));
    await ready(cluster, 'echo-frontend', 2);
  });

  it('passes', async () => {
    const { end, exitCodes, log } = await outcome(cluster, job('original', ORIGINAL));
    expect([end, exitCodes]).toEqual(['Complete', [0]]);
    expect(log[0]).toBe('Running smoke test...');
    expect(log.at(-1)).toBe('Test complete!');
    expect(log.join('\n')).toContain('Welcome to nginx!');
  });

  it('fails on a page that is not there when it is told to mind', async () => {
    const script = 'set -e; curl -fsS http://echo-frontend/missing; echo done';
    const { end, exitCodes, log } = await outcome(cluster, job('missing', script));
    expect([end, exitCodes]).toEqual(['Failed: BackoffLimitExceeded', [22, 22]]);
    expect(log).toEqual(['curl: (22) The requested URL returned error: 404']);
    expect(cluster.faults()).toEqual([]);
  });
});

describe('a smoke test of a Service without endpoints', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = world();
    granted(cluster.api.apply(deployment('echo-frontend', 2)));
    granted(cluster.api.apply(service('echo-frontend', 'echo-front')));
    await ready(cluster, 'echo-frontend', 2);
  });

  it('passes all the same when its last command succeeds', async () => {
    const { end, exitCodes, log } = await outcome(cluster, job('original', ORIGINAL));
    expect([end, exitCodes, log.at(-1)]).toEqual(['Complete', [0], 'Test complete!']);
    expect(log.some((line) => REFUSED.test(line))).toBe(true);
  });

  it('passes all the same with -f, since echo comes last', async () => {
    const script =
      "echo 'Running smoke test...'; sleep 5; curl -fsS http://echo-frontend; echo 'Test complete!'";
    const { end, exitCodes, log } = await outcome(cluster, job('flag', script));
    expect([end, exitCodes, log.length]).toEqual(['Complete', [0], 3]);
    expect(log[1]).toMatch(REFUSED);
  });

  it('fails when the script ends at the first error', async () => {
    const script =
      "set -e; echo 'Running smoke test...'; sleep 5; curl -fsS http://echo-frontend; echo 'Test complete!'";
    const { end, exitCodes, log } = await outcome(cluster, job('strict', script));
    expect([end, exitCodes]).toEqual(['Failed: BackoffLimitExceeded', [7, 7]]);
    expect(log).toHaveLength(2);
    expect(log[1]).toMatch(REFUSED);
  });

  it('fails on a name that does not exist', async () => {
    const { end, exitCodes, log } = await outcome(cluster, job('name', 'curl -fsS http://echo-fronted'));
    expect([end, exitCodes]).toEqual(['Failed: BackoffLimitExceeded', [6, 6]]);
    expect(log).toEqual(['curl: (6) Could not resolve host: echo-fronted']);
  });

  it('tries until its time is over', async () => {
    const script = "timeout 7 sh -c 'until curl -fsS http://echo-frontend; do sleep 2; done'";
    const { end, exitCodes, log } = await outcome(cluster, job('until', script));
    expect(end).toBe('Failed: BackoffLimitExceeded');
    // busybox's timeout sends the signal and tells of it as the shell does: 143; that of coreutils says 124.
    expect(exitCodes.every((code) => code === 143 || code === 124)).toBe(true);
    expect(log.filter((line) => REFUSED.test(line))).toHaveLength(4);
  });

  it('that never ends is ended by its deadline', async () => {
    const busy = job('busy', 'echo spin; while true; do :; done', {
      activeDeadlineSeconds: 4,
      backoffLimit: 0,
    });
    const { end } = await outcome(cluster, busy);
    expect(end).toBe('Failed: DeadlineExceeded');
    expect(cluster.faults()).toEqual([]);
  });
});
