import { describe, expect, it } from 'vitest';
import { startControllers } from '@/lib/cluster/controllers';
import type { JsonMap } from '@/lib/cluster/interface';
import { granted, testContext } from '../support';
import { type Behaviour, conditionsOf, current, eventsOf, fakeKubelet, podsOf } from './fake-kubelet';

// What is expected here stands in pkg/controller/job/job_controller.go and its tests.

function cluster(behave: (nth: number) => Behaviour) {
  const context = testContext();
  startControllers(context);
  const kubelet = fakeKubelet(context, (_, nth) => behave(nth));
  return { context, kubelet, job: () => current(context, 'batch/v1', 'Job', 'work') };
}

function jobOf(spec: JsonMap, restartPolicy = 'Never'): JsonMap {
  const labels = { 'job-name': 'work' };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'work', namespace: 'default' },
    spec: {
      completions: 1,
      parallelism: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      podReplacementPolicy: 'TerminatingOrFailed',
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { nodeName: 'node-1', restartPolicy, containers: [{ name: 'main', image: 'busybox:1.37' }] },
      },
      ...spec,
    },
  };
}

describe('a Job', () => {
  it('runs one Pod to its end and is Complete', async () => {
    const { context, job } = cluster(() => 0);
    granted(context.api.create(jobOf({})));
    await context.time.advance(10_000);
    expect(conditionsOf(job())).toEqual([
      'SuccessCriteriaMet=True CompletionsReached: Reached expected number of succeeded pods',
      'Complete=True CompletionsReached: Reached expected number of succeeded pods',
    ]);
    expect(job().status).toMatchObject({
      succeeded: 1,
      ready: 0,
      terminating: 0,
      uncountedTerminatedPods: {},
    });
    expect(job().status).not.toHaveProperty('active');
    expect(job().status?.completionTime).toBeDefined();
    const [pod] = podsOf(context);
    expect(pod?.metadata.finalizers ?? []).toEqual([]);
    expect(pod?.metadata.name).toMatch(/^work-[a-z0-9]{5}$/);
    expect(eventsOf(context, 'Job', 'work')).toEqual([
      `Normal SuccessfulCreate Created pod: ${pod?.metadata.name}`,
      'Normal Completed Job completed',
    ]);
    expect(context.faults).toEqual([]);
  });

  it('waits 10, 20, 40 seconds between failed Pods, then fails with BackoffLimitExceeded', async () => {
    const { context, kubelet, job } = cluster(() => 1);
    granted(context.api.create(jobOf({ backoffLimit: 2 })));
    const starts: number[] = [];
    for (let s = 0; s < 60; s++) {
      await context.time.advance(1000);
      if (kubelet.seen() > starts.length) starts.push(s);
    }
    expect(starts.length).toBe(3);
    const [first = 0, second = 0, third = 0] = starts;
    expect(second - first).toBeGreaterThanOrEqual(10);
    expect(third - second).toBeGreaterThanOrEqual(20);
    expect(conditionsOf(job())).toEqual([
      'FailureTarget=True BackoffLimitExceeded: Job has reached the specified backoff limit',
      'Failed=True BackoffLimitExceeded: Job has reached the specified backoff limit',
    ]);
    expect(job().status).toMatchObject({ failed: 3 });
    expect(eventsOf(context, 'Job', 'work').at(-1)).toBe(
      'Warning BackoffLimitExceeded Job has reached the specified backoff limit',
    );
  });

  it('never has more than `parallelism` Pods, nor more than completions are missing', async () => {
    const { context, kubelet, job } = cluster(() => 0);
    granted(context.api.create(jobOf({ completions: 5, parallelism: 2 })));
    let most = 0;
    for (let s = 0; s < 30; s++) {
      await context.time.advance(1000);
      most = Math.max(most, Number(job().status?.active ?? 0));
    }
    expect(most).toBe(2);
    expect(kubelet.seen()).toBe(5);
    expect(job().status).toMatchObject({ succeeded: 5 });
  });

  it('gives each Pod of an Indexed Job its index, host name and variable', async () => {
    const { context, job } = cluster(() => 0);
    granted(context.api.create(jobOf({ completions: 3, parallelism: 3, completionMode: 'Indexed' })));
    await context.time.advance(10_000);
    const pods = podsOf(context);
    expect(
      pods.map((pod) => pod.metadata.annotations?.['batch.kubernetes.io/job-completion-index']).sort(),
    ).toEqual(['0', '1', '2']);
    expect(pods.map((pod) => pod.metadata.name.replace(/-[a-z0-9]{5}$/, '')).sort()).toEqual([
      'work-0',
      'work-1',
      'work-2',
    ]);
    expect(pods.map((pod) => pod.spec?.hostname).sort()).toEqual(['work-0', 'work-1', 'work-2']);
    expect(JSON.stringify(pods[0]?.spec)).toContain('JOB_COMPLETION_INDEX');
    expect(job().status).toMatchObject({ succeeded: 3, completedIndexes: '0-2' });
  });

  it('runs a failed index again', async () => {
    const { context, job } = cluster((nth) => (nth === 2 ? 1 : 0));
    granted(context.api.create(jobOf({ completions: 3, parallelism: 3, completionMode: 'Indexed' })));
    await context.time.advance(60_000);
    expect(job().status).toMatchObject({ succeeded: 3, failed: 1, completedIndexes: '0-2' });
  });

  it('is ended by activeDeadlineSeconds, and Failed once its Pods are gone', async () => {
    const { context, job } = cluster(() => 'run');
    granted(context.api.create(jobOf({ activeDeadlineSeconds: 5 })));
    await context.time.advance(6000);
    expect(conditionsOf(job())).toEqual([
      'FailureTarget=True DeadlineExceeded: Job was active longer than specified deadline',
    ]);
    await context.time.advance(5000);
    expect(conditionsOf(job()).at(-1)).toBe(
      'Failed=True DeadlineExceeded: Job was active longer than specified deadline',
    );
    expect(job().status).toMatchObject({ failed: 1, terminating: 0 });
    expect(podsOf(context)).toEqual([]);
    expect(eventsOf(context, 'Job', 'work').at(-1)).toBe(
      'Warning DeadlineExceeded Job was active longer than specified deadline',
    );
  });

  it('has no Pods while it is suspended, and starts anew when it is resumed', async () => {
    const { context, job } = cluster(() => 'run');
    granted(context.api.create(jobOf({ suspend: true })));
    await context.time.advance(5000);
    expect(podsOf(context)).toEqual([]);
    expect(job().status).not.toHaveProperty('startTime');
    expect(conditionsOf(job())).toEqual(['Suspended=True JobSuspended: Job suspended']);
    granted(context.api.update({ ...job(), spec: { ...job().spec, suspend: false } }));
    await context.time.advance(5000);
    expect(podsOf(context)).toHaveLength(1);
    expect(conditionsOf(job())).toEqual(['Suspended=False JobResumed: Job resumed']);
    expect(eventsOf(context, 'Job', 'work').slice(0, 1)).toEqual(['Normal Suspended Job suspended']);
    granted(context.api.update({ ...job(), spec: { ...job().spec, suspend: true } }));
    await context.time.advance(5000);
    expect(podsOf(context)).toEqual([]);
    expect(conditionsOf(job())).toEqual(['Suspended=True JobSuspended: Job suspended']);
  });

  it('counts restarts with restartPolicy OnFailure', async () => {
    const { context, job } = cluster(() => 'unready');
    granted(context.api.create(jobOf({ backoffLimit: 2 }, 'OnFailure')));
    await context.time.advance(3000);
    const [pod] = podsOf(context);
    const containerStatuses = [{ name: 'main', restartCount: 2, ready: false, image: '', imageID: '' }];
    granted(
      context.api.update(
        { ...pod, status: { ...pod?.status, containerStatuses } },
        { subresource: 'status' },
      ),
    );
    await context.time.advance(6000);
    expect(conditionsOf(job()).at(-1)).toBe(
      'Failed=True BackoffLimitExceeded: Job has reached the specified backoff limit',
    );
  });

  it('fails at once by a podFailurePolicy, with the rule in its words', async () => {
    const { context, job } = cluster(() => 42);
    const onExitCodes = { operator: 'In', values: [42] };
    granted(context.api.create(jobOf({ podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes }] } })));
    await context.time.advance(10_000);
    const [pod] = podsOf(context);
    expect(conditionsOf(job()).at(-1)).toBe(
      `Failed=True PodFailurePolicy: Container main for pod default/${pod?.metadata.name} failed with exit code 42 matching FailJob rule at index 0`,
    );
  });

  it('gives up each index on its own with backoffLimitPerIndex, and runs the others to their end', async () => {
    const context = testContext();
    startControllers(context);
    fakeKubelet(context, (pod) =>
      pod.metadata.annotations?.['batch.kubernetes.io/job-completion-index'] === '1' ? 1 : 0,
    );
    const spec = {
      completions: 3,
      parallelism: 3,
      completionMode: 'Indexed',
      backoffLimitPerIndex: 1,
      backoffLimit: 100,
    };
    granted(context.api.create(jobOf(spec)));
    await context.time.advance(60_000);
    const job = current(context, 'batch/v1', 'Job', 'work');
    expect(job.status).toMatchObject({
      succeeded: 2,
      failed: 2,
      completedIndexes: '0,2',
      failedIndexes: '1',
    });
    expect(conditionsOf(job).at(-1)).toBe('Failed=True FailedIndexes: Job has failed indexes');
    const tries = podsOf(context).filter((pod) => pod.metadata.name.startsWith('work-1-'));
    expect(
      tries.map((pod) => pod.metadata.annotations?.['batch.kubernetes.io/job-index-failure-count']).sort(),
    ).toEqual(['0', '1']);
    expect(podsOf(context).every((pod) => !pod.metadata.finalizers)).toBe(true);
  });

  it('is over early when its success policy is met', async () => {
    const context = testContext();
    startControllers(context);
    fakeKubelet(context, (pod) =>
      pod.metadata.annotations?.['batch.kubernetes.io/job-completion-index'] === '0' ? 0 : 'run',
    );
    const successPolicy = { rules: [{ succeededIndexes: '0' }] };
    granted(
      context.api.create(jobOf({ completions: 3, parallelism: 3, completionMode: 'Indexed', successPolicy })),
    );
    await context.time.advance(20_000);
    const job = current(context, 'batch/v1', 'Job', 'work');
    expect(conditionsOf(job)).toEqual([
      'SuccessCriteriaMet=True SuccessPolicy: Matched rules at index 0',
      'Complete=True SuccessPolicy: Matched rules at index 0',
    ]);
    expect(job.status).toMatchObject({ succeeded: 1, completedIndexes: '0' });
  });

  it('lets its Pods go when it is deleted, whichever way', async () => {
    for (const propagation of ['Background', 'Foreground', 'Orphan'] as const) {
      const { context } = cluster(() => 'run');
      granted(context.api.create(jobOf({})));
      await context.time.advance(5000);
      const ref = { apiVersion: 'batch/v1', kind: 'Job', namespace: 'default', name: 'work' };
      granted(context.api.delete(ref, { propagation }));
      await context.time.advance(30_000);
      expect(context.api.get(ref).ok).toBe(false);
      expect(podsOf(context).length).toBe(propagation === 'Orphan' ? 1 : 0);
      expect(podsOf(context)[0]?.metadata.finalizers).toBeUndefined();
    }
  });
});
