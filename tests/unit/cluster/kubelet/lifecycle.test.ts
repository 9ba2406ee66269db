import { describe, expect, it } from 'vitest';
import { Node } from './support';

const remove = (node: Node, name: string) =>
  node.context.api.delete({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name });

describe('a Pod from its binding to its end', () => {
  // pkg/kubelet/images/image_manager.go, pkg/kubelet/kuberuntime/kuberuntime_container.go, of 1.36
  it('pulls, creates and starts its container, and says so in events', async () => {
    const node = new Node();
    node.script('p', 'sleep 60');
    await node.seconds(5);
    expect(node.events('p')).toEqual([
      'Normal Pulling Pulling image "busybox:1.37.0"',
      expect.stringMatching(
        /^Normal Pulled Successfully pulled image "busybox:1\.37\.0" in \d+ms \(\d+ms including waiting\)\. Image size: 2200000 bytes\.$/,
      ),
      'Normal Created Container created',
      'Normal Started Container started',
    ]);
    const { status } = node.pod('p');
    expect(status).toMatchObject({
      phase: 'Running',
      podIP: '10.244.0.2',
      qosClass: 'BestEffort',
      containerStatuses: [{ ready: true, started: true, restartCount: 0 }],
    });
    expect(
      ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady'].map((type) =>
        node.condition('p', type),
      ),
    ).toEqual(['True', 'True', 'True', 'True']);
  });

  it('uses the image that the node has', async () => {
    const node = new Node();
    node.script('a', 'true', { restartPolicy: 'Never' });
    await node.until('a', 'Succeeded');
    node.script('b', 'true', { restartPolicy: 'Never' });
    await node.until('b', 'Succeeded');
    expect(node.events('b')[0]).toBe(
      'Normal Pulled Container image "busybox:1.37.0" already present on machine and can be accessed by the pod',
    );
  });

  // pkg/kubelet/kubelet_pods.go, getPhase
  it.each([
    ['Never', 'exit 0', 'Succeeded', 'Completed'],
    ['Never', 'exit 3', 'Failed', 'Error'],
    ['OnFailure', 'exit 0', 'Succeeded', 'Completed'],
  ])('with restartPolicy %s and `%s` ends as %s', async (restartPolicy, script, phase, reason) => {
    const node = new Node();
    node.script('p', script, { restartPolicy });
    await node.until('p', 'Succeeded', 'Failed');
    expect(node.pod('p').status?.phase).toBe(phase);
    expect(node.status('p').state?.terminated?.reason).toBe(reason);
    expect(node.condition('p', 'Ready')).toBe(`False ${phase === 'Failed' ? 'PodFailed' : 'PodCompleted'}`);
  });

  // pkg/kubelet/kuberuntime/kuberuntime_manager.go, doBackOff; client-go/util/flowcontrol/backoff.go
  it('waits longer and longer between crashes', async () => {
    const node = new Node();
    node.script('p', 'date +%s; exit 1');
    const starts: number[] = [];
    node.context.log.onEntry(({ what, time }) => {
      if (what === 'container started') starts.push(time);
    });
    await node.seconds(700);
    const gaps = starts.slice(1).map((time, i) => Math.floor((time - (starts[i] ?? 0)) / 10_000) * 10);
    expect(gaps).toEqual([0, 10, 20, 40, 80, 160, 300]);
    const { uid } = node.pod('p').metadata;
    expect(node.status('p')).toMatchObject({
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 5m0s restarting failed container=c pod=p_default(${uid})`,
        },
      },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
      restartCount: 7,
    });
    expect(node.events('p').at(-1)).toBe(
      `Warning BackOff Back-off restarting failed container c in pod p_default(${uid})`,
    );
    expect(node.log('p', { previous: true })).toMatch(/^\d+\n$/);
  });

  // containerd's task creation over runc; pkg/kubelet/kuberuntime/kuberuntime_container.go, startContainer
  it('says why a program cannot be started', async () => {
    const node = new Node();
    node.run('p', { restartPolicy: 'Never', container: { command: ['nope', 'x'] } });
    await node.until('p', 'Failed');
    expect(node.status('p').state?.terminated).toMatchObject({
      exitCode: 128,
      reason: 'StartError',
      message:
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH: unknown',
    });
  });

  // pkg/kubelet/active_deadline.go
  it('ends at its deadline with the reason DeadlineExceeded', async () => {
    const node = new Node();
    node.script('p', 'while true; do :; done', {
      activeDeadlineSeconds: 4,
      terminationGracePeriodSeconds: 1,
    });
    await node.until('p', 'Failed');
    expect(node.pod('p').status).toMatchObject({
      reason: 'DeadlineExceeded',
      message: 'Pod was active on the node longer than the specified deadline',
    });
    expect(node.status('p').state?.terminated?.exitCode).toBe(137);
  });

  it('keeps what the container wrote as its termination message', async () => {
    const node = new Node();
    node.script('p', 'echo -n why > /dev/termination-log; exit 1', { restartPolicy: 'Never' });
    node.script('q', 'echo last words; exit 1', {
      restartPolicy: 'Never',
      container: { terminationMessagePolicy: 'FallbackToLogsOnError' },
    });
    await node.until('q', 'Failed');
    expect(node.status('p').state?.terminated?.message).toBe('why');
    expect(node.status('q').state?.terminated?.message).toBe('last words\n');
  });
});

describe('deletion', () => {
  it('stops the containers, tells the API, and frees the name', async () => {
    const node = new Node();
    node.script('p', 'trap "echo bye; exit 0" TERM; while true; do sleep 1; done');
    await node.seconds(5);
    remove(node, 'p');
    await node.seconds(3);
    expect(node.exists('p')).toBe(false);
    expect(node.events('p').at(-1)).toBe('Normal Killing Stopping container c');
  });

  // A shell as the first process does not hear SIGTERM (pid_namespaces(7)): the grace runs out.
  it('kills what does not hear SIGTERM after its grace', async () => {
    const node = new Node();
    node.script('p', 'sleep 3600', { terminationGracePeriodSeconds: 10 });
    await node.seconds(5);
    remove(node, 'p');
    await node.seconds(9);
    expect(node.exists('p')).toBe(true);
    await node.seconds(3);
    expect(node.exists('p')).toBe(false);
  });

  it('runs the preStop hook first', async () => {
    const node = new Node();
    node.script('p', 'trap "exit 0" TERM; while true; do sleep 1; done', {
      container: {
        lifecycle: { preStop: { exec: { command: ['sh', '-c', 'echo stopping > /proc/1/fd/1; sleep 4'] } } },
      },
    });
    await node.seconds(5);
    remove(node, 'p');
    await node.seconds(3);
    expect(node.exists('p')).toBe(true);
    await node.seconds(4);
    expect(node.exists('p')).toBe(false);
  });
});

describe('init containers', () => {
  const init = (name: string, script: string, more = {}) => ({
    name,
    image: 'busybox:1.37.0',
    command: ['sh', '-c', script],
    ...more,
  });

  it('run one after the other before the others', async () => {
    const node = new Node();
    node.script('p', 'cat /data/f', {
      restartPolicy: 'Never',
      initContainers: [
        init('one', 'sleep 2; echo 1 >> /data/f', { volumeMounts: [{ name: 'w', mountPath: '/data' }] }),
        init('two', 'echo 2 >> /data/f', { volumeMounts: [{ name: 'w', mountPath: '/data' }] }),
      ],
      volumes: [{ name: 'w', emptyDir: {} }],
      container: { volumeMounts: [{ name: 'w', mountPath: '/data' }] },
    });
    await node.seconds(2.5);
    expect(node.status('p').state?.waiting?.reason).toBe('PodInitializing');
    expect(node.condition('p', 'Initialized')).toBe(
      'False ContainersNotInitialized containers with incomplete status: [one two]',
    );
    await node.until('p', 'Succeeded', 'Failed');
    expect(node.log('p')).toBe('1\n2\n');
    expect(node.log('p', { container: 'two' })).toBe('');
  });

  it('fail their Pod when it is never restarted', async () => {
    const node = new Node();
    node.script('p', 'echo no', { restartPolicy: 'Never', initContainers: [init('one', 'exit 1')] });
    await node.until('p', 'Failed');
    expect(node.status('p').state?.waiting?.reason).toBe('PodInitializing');
  });

  it('with restartPolicy Always run beside the others, and end with them', async () => {
    const node = new Node();
    node.script('p', 'sleep 3; echo done', {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      initContainers: [init('side', 'while true; do echo beat; sleep 1; done', { restartPolicy: 'Always' })],
    });
    await node.seconds(4);
    expect(node.log('p', { container: 'side' })).toMatch(/^(?:beat\n)+$/);
    await node.until('p', 'Succeeded', 'Failed');
    expect(node.pod('p').status?.phase).toBe('Succeeded');
  });
});
