import { describe, expect, it } from 'vitest';
import type { Answer } from '@/lib/cluster/interface';
import { Node } from './support';

const said = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.error.message);
const exec = (node: Node, name: string, argv: string[], container?: string) =>
  node.context.time.run(node.pods.exec({ namespace: 'default', name }, container, argv));

describe('logs', () => {
  it('are refused as the API server and the kubelet refuse them', async () => {
    const node = new Node();
    const logs = (name: string, options = {}) =>
      said(node.pods.logs({ namespace: 'default', name }, options));
    expect(logs('none')).toBe('pods "none" not found');
    node.run('bad', { container: { image: 'nginx:9.99' } });
    node.script('p', 'echo a; sleep 100');
    await node.seconds(4);
    // pkg/kubelet/kubelet_pods.go, validateContainerLogStatus
    expect(logs('bad')).toBe(
      'container "c" in pod "bad" is waiting to start: trying and failing to pull image',
    );
    expect(logs('p', { container: 'x' })).toBe('container x is not valid for pod p');
    expect(logs('p', { previous: true })).toBe('previous terminated container "c" in pod "p" not found');
  });

  it('can be followed and cut', async () => {
    const node = new Node();
    node.script('p', 'for i in 1 2 3 4 5; do echo $i; sleep 1; done; sleep 100');
    await node.seconds(3);
    const seen: string[] = [];
    const stop = node.pods.follow({ namespace: 'default', name: 'p' }, undefined, ({ text }) =>
      seen.push(text),
    );
    await node.seconds(4);
    stop();
    expect(seen).toEqual(['3', '4', '5']);
    const last = node.pods.logs({ namespace: 'default', name: 'p' }, { tail: 2 });
    expect(last.ok && last.value.map(({ text }) => text)).toEqual(['4', '5']);
  });

  it('of a container that prints without end are bounded', async () => {
    const node = new Node();
    node.script('p', 'yes "a long line of text that fills the log"');
    await node.seconds(1500);
    expect(node.log('p').length).toBeLessThanOrEqual(1_000_000);
  });
});

describe('exec', () => {
  it('runs a command beside the container’s own, in its files', async () => {
    const node = new Node();
    node.script('p', 'echo kept > /tmp/f; sleep 100');
    await node.seconds(4);
    expect(await exec(node, 'p', ['sh', '-c', 'cat /tmp/f; echo no >&2; exit 4'])).toEqual({
      ok: true,
      value: { exitCode: 4, stdout: 'kept\n', stderr: 'no\n' },
      warnings: [],
    });
    expect(node.log('p')).toBe('');
  });

  it('is refused where there is nothing to run it in', async () => {
    const node = new Node();
    node.script('p', 'exit 0', { restartPolicy: 'Never' });
    node.run('w', { container: { image: 'traefik/whoami:v1.11.0' } });
    await node.until('p', 'Succeeded');
    await node.seconds(3);
    expect(said(await exec(node, 'none', ['ls']))).toBe('pods "none" not found');
    expect(said(await exec(node, 'p', ['ls']))).toBe(
      'cannot exec into a container in a completed pod; current phase is Succeeded',
    );
    expect(said(await exec(node, 'w', ['sh']))).toContain(
      'exec: "sh": executable file not found in $PATH: unknown',
    );
  });
});

describe('memory', () => {
  it('does not grow with crashes', async () => {
    const node = new Node();
    node.script('p', 'echo crash; exit 1');
    await node.seconds(4 * 3600);
    expect(node.status('p').restartCount).toBeGreaterThan(45);
    expect(node.context.faults).toEqual([]);
    expect(node.events('p').length).toBeLessThan(20);
  });
});

it('runs the same way each time', async () => {
  const once = async () => {
    const node = new Node(7);
    node.script('a', 'echo $RANDOM; exit 1');
    node.run('b', { container: { image: 'nginx:9.99' } });
    node.run('web', {
      container: { image: 'nginx:1.29', readinessProbe: { httpGet: { path: '/', port: 80 } } },
    });
    await node.seconds(120);
    const log = node.context.log.entries();
    return JSON.stringify([log, node.pod('a').status, node.events('a'), node.log('web'), node.log('a')]);
  };
  const first = await once();
  expect(await once()).toBe(first);
  expect(first.length).toBeGreaterThan(1000);
});
