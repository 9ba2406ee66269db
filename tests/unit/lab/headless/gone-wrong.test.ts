import { afterEach, describe, expect, it } from 'vitest';
import { names } from '@/content/week1/day6/names';
import { protectedBranch } from '@/lib/git';
import type { RunningLab } from '@/lib/lab/headless';
import { withFiles } from '@/lib/tree';
import {
  day6,
  editAll,
  hookJob,
  hookLog,
  hookPods,
  publish,
  refreshTo,
  solved,
  syncToEnd,
  write,
} from './day6';

const { hookFile, serviceFile } = names.inWorkspace;
const HOOK = solved(hookFile);
/** The lesson's first script: its last command always succeeds. */
const ORIGINAL = `["sh", "-c", "echo 'Running smoke test...'; sleep 5; curl http://echo-frontend; echo 'Test complete!'"]`;
const original = HOOK.replace(/command:\n( +- [^\n]*\n)+( {14}[^\n]*\n)+/, `command: ${ORIGINAL}\n`);
const wrongSelector = solved(serviceFile).replace('app: echo-frontend', 'app: echo-front');
const unhardened = HOOK.replace(/ {6}securityContext:\n(?: {8}[^\n]*\n)+/, '').replace(
  / {10}securityContext:\n(?: {12}[^\n]*\n)+/,
  '',
);

describe('when something is wrong', () => {
  let lab: RunningLab;
  afterEach(() => {
    expect(lab.cluster.faults()).toEqual([]);
    lab.dispose();
  });

  it('the first script stays green over a broken Service, the mended one fails', async () => {
    lab = await day6();
    editAll(lab, { [hookFile]: original, [serviceFile]: wrongSelector });
    await refreshTo(lab, await publish(lab, 'A test that cannot fail'));
    expect(await syncToEnd(lab)).toBe('Succeeded');

    write(lab, { [hookFile]: HOOK });
    await refreshTo(lab, await publish(lab, 'A test that can'));
    expect(await syncToEnd(lab)).toBe('Failed');
    expect(lab.application()).toMatchObject({
      message: 'one or more synchronization tasks completed unsuccessfully',
      sync: 'Synced',
      health: 'Healthy',
    });
    expect(hookLog(lab).at(-1)).toMatch(/^curl: \(7\) Failed to connect to echo-frontend port 80/);
    // HookSucceeded takes nothing away from a sync that failed: the Job is there to be read.
    expect(hookJob(lab)).toBeDefined();

    write(lab, { [serviceFile]: solved(serviceFile) });
    await refreshTo(lab, await publish(lab, 'The Service finds its Pods'));
    expect(await syncToEnd(lab)).toBe('Succeeded');
  });

  it('a failed Job that HookSucceeded alone leaves is met by the next sync, and fails it without running', async () => {
    lab = await day6();
    const alone = HOOK.replace('BeforeHookCreation,HookSucceeded', 'HookSucceeded');
    editAll(lab, { [hookFile]: alone, [serviceFile]: wrongSelector });
    await refreshTo(lab, await publish(lab, 'The Service is broken'));
    expect(await syncToEnd(lab)).toBe('Failed');
    const [before, pods] = [hookJob(lab)?.metadata.uid, hookPods(lab).length];

    write(lab, { [serviceFile]: solved(serviceFile) });
    await refreshTo(lab, await publish(lab, 'The Service is mended'));
    expect(await syncToEnd(lab)).toBe('Failed');
    expect([hookJob(lab)?.metadata.uid, hookPods(lab).length]).toEqual([before, pods]);

    write(lab, {
      [hookFile]: alone.replace('8.20.0', '8.19.0'),
    });
    await refreshTo(lab, await publish(lab, 'Another image'));
    expect(await syncToEnd(lab)).toBe('Failed');
    const result = lab.application()?.results.find(({ name }) => name === names.hook);
    expect(result).toMatchObject({ status: 'SyncFailed' });
    expect(result?.message).toContain('field is immutable');

    write(lab, { [hookFile]: HOOK });
    await refreshTo(lab, await publish(lab, 'Both policies'));
    expect(await syncToEnd(lab)).toBe('Succeeded');
  });

  it('a hook that Pod Security refuses hangs, until somebody terminates the sync', async () => {
    lab = await day6();
    const restricted = solved(names.applicationFile);
    editAll(lab, { [hookFile]: unhardened, [names.applicationFile]: restricted });
    await refreshTo(lab, await publish(lab, 'Not hardened'));
    expect(await syncToEnd(lab, 120_000)).toBe('Running');
    expect(lab.application()?.message).toBe(`waiting for completion of hook batch/Job/${names.hook}`);
    expect(hookPods(lab)).toEqual([]);
    const events = lab.cluster.api.list({ apiVersion: 'v1', kind: 'Event', namespace: names.namespace });
    expect(JSON.stringify(events)).toContain(`forbidden: violates PodSecurity \\"restricted:latest\\"`);
    lab.terminate();
    await lab.waitUntil(() => lab.application()?.phase === 'Failed', 60_000);
    expect(lab.application()?.message).toBe('Operation terminated');

    write(lab, { [hookFile]: HOOK });
    await refreshTo(lab, await publish(lab, 'Hardened'));
    expect(await syncToEnd(lab)).toBe('Succeeded');
  });

  it('a push that comes too late changes nothing, and is made good by a pull', async () => {
    lab = await day6();
    const [head] = lab.remote.refs().refs;
    const theirs = lab.remote.commit(head?.hash ?? '')?.tree ?? new Map();
    const colleague = await lab.remote.write({
      tree: withFiles(theirs, [['README.md', '# Ours\n']]),
      author: { name: 'Grace', email: 'grace@example.com' },
      at: lab.cluster.time.now(),
      message: 'A README',
    });
    editAll(lab);
    await lab.git.add('.');
    await lab.git.commit('Day 6');
    const pushed = await lab.git.push();
    expect(pushed.exitCode).toBe(1);
    expect(pushed.stderr).toContain(' ! [rejected]        main -> main (fetch first)\n');
    lab.apply(names.applicationFile);
    lab.refresh();
    await lab.waitUntil(() => lab.application()?.revision === colleague, 60_000);
    expect(lab.application()?.conditions).toEqual([
      {
        type: 'ComparisonError',
        message: expect.stringContaining(`${names.overlay}: app path does not exist`),
      },
    ]);

    const pulled = await lab.git.pull({ merge: true });
    expect(pulled.stdout).toContain("Merge made by the 'ort' strategy.\n");
    expect(lab.workspace.getState().tree.get(`${names.repository}/README.md`)).toBe('# Ours\n');
    expect((await lab.git.push()).exitCode).toBe(0);
    await refreshTo(lab, (await lab.git.resolve('HEAD')) ?? '');
    expect(await syncToEnd(lab)).toBe('Succeeded');
  });

  it('a branch that is protected keeps the cluster as it is', async () => {
    lab = await day6();
    lab.remote.setRule(protectedBranch('main'));
    editAll(lab);
    await expect(publish(lab, 'Day 6')).rejects.toThrow('GH006: Protected branch update failed');
    expect(lab.remote.refs().refs).toHaveLength(2);
    expect(hookJob(lab)).toBeUndefined();
  });
});
