import { describe, expect, it } from 'vitest';
import type { JsonMap } from '@/lib/cluster/interface';
import { Node } from './support';

const server = (name: string, container: JsonMap, args: string[] = []) => {
  const node = new Node();
  node.run(name, {
    container: { image: 'ghcr.io/stefanprodan/podinfo:6.9.2', command: ['./podinfo', ...args], ...container },
  });
  return node;
};
const ask = (node: Node, path: string, method = 'GET') => {
  const asked = node.network.fetch({ namespace: 'default', name: 'p' }, `http://localhost:9898${path}`, {
    method,
  });
  return node.context.time.run(asked);
};

// pkg/kubelet/prober and pkg/probe
describe('probes', () => {
  it('make a Pod ready when they succeed, and unready when they fail', async () => {
    const node = server('p', {
      readinessProbe: { httpGet: { path: '/readyz', port: 9898 }, periodSeconds: 2, failureThreshold: 2 },
    });
    await node.seconds(5);
    expect(node.condition('p', 'Ready')).toBe('True');
    await ask(node, '/readyz/disable', 'POST');
    await node.seconds(6);
    expect(node.condition('p', 'Ready')).toBe('False ContainersNotReady containers with unready status: [c]');
    expect(node.events('p')).toContain(
      'Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 503',
    );
  });

  it.each<[string, JsonMap, string]>([
    [
      'a closed port',
      { httpGet: { path: '/x', port: 81 } },
      'Get "http://10.244.0.2:81/x": dial tcp 10.244.0.2:81: connect: connection refused',
    ],
    [
      'a slow answer',
      { httpGet: { path: '/delay/9', port: 9898 } },
      'Get "http://10.244.0.2:9898/delay/9": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    ],
    [
      'a closed TCP port',
      { tcpSocket: { port: 5432 } },
      'dial tcp 10.244.0.2:5432: connect: connection refused',
    ],
    [
      'a command that fails',
      { exec: { command: ['cat', '/nope'] } },
      'cat: /nope: No such file or directory\n',
    ],
    [
      'a command that is slow',
      { exec: { command: ['sleep', '5'] } },
      'command timed out: "sleep 5" timed out after 1s',
    ],
    [
      'a path that is refused',
      { httpGet: { path: '/nope', port: 9898 } },
      'HTTP probe failed with statuscode: 404',
    ],
  ])('tell of %s', async (_, readinessProbe, words) => {
    const node = server('p', { readinessProbe });
    await node.seconds(8);
    expect(node.events('p')).toContain(`Warning Unhealthy Readiness probe failed: ${words}`);
    expect(node.status('p')).toMatchObject({ ready: false, started: true });
  });

  it('restart a container that is no longer alive', async () => {
    const node = server(
      'p',
      { livenessProbe: { httpGet: { path: '/healthz', port: 9898 }, periodSeconds: 1, failureThreshold: 2 } },
      ['--unhealthy'],
    );
    await node.seconds(8);
    expect(node.events('p')).toEqual(
      expect.arrayContaining([
        'Warning Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 503',
        'Normal Killing Container c failed liveness probe, will be restarted',
      ]),
    );
    expect(node.status('p').restartCount).toBeGreaterThan(0);
  });

  it('wait for the startup probe', async () => {
    const node = new Node();
    node.script('p', 'sleep 6; touch /tmp/up; sleep 100', {
      container: {
        startupProbe: { exec: { command: ['cat', '/tmp/up'] }, periodSeconds: 2, failureThreshold: 10 },
        livenessProbe: { exec: { command: ['cat', '/tmp/up'] }, periodSeconds: 1, failureThreshold: 1 },
      },
    });
    await node.seconds(5);
    expect(node.status('p')).toMatchObject({ started: false, ready: false, restartCount: 0 });
    await node.seconds(8);
    expect(node.status('p')).toMatchObject({ started: true, ready: true, restartCount: 0 });
  });

  it('find a port by its name', async () => {
    const node = server('p', {
      ports: [{ name: 'http', containerPort: 9898 }],
      readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
    });
    await node.seconds(5);
    expect(node.condition('p', 'Ready')).toBe('True');
  });
});
