import { describe, expect, it } from 'vitest';
import type { JsonMap } from '@/lib/cluster/interface';
import { Node } from './support';

const configMap = (name: string, data: JsonMap) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});

const waiting = (node: Node, name: string) => node.status(name).state?.waiting;

describe('a container’s environment', () => {
  it('comes from all sources, and what it names expands', async () => {
    const node = new Node();
    node.create(configMap('cm', { A: 'from-map', key: 'one' }));
    node.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'default' },
      data: { PASSWORD: btoa('secret') },
    });
    node.service('db-main', [], 5432, 5432);
    node.script('p', 'env | sort; echo $0 $1', {
      restartPolicy: 'Never',
      container: {
        command: ['sh', '-c', 'env | sort; echo "$0"', '$(B)-$$(B)-$(NONE)'],
        envFrom: [{ configMapRef: { name: 'cm' } }, { prefix: 'P_', secretRef: { name: 's' } }],
        env: [
          { name: 'B', value: 'b and $(A)' },
          { name: 'C', valueFrom: { configMapKeyRef: { name: 'cm', key: 'key' } } },
          { name: 'D', valueFrom: { secretKeyRef: { name: 's', key: 'PASSWORD' } } },
          { name: 'E', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
          { name: 'F', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'G', valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1Mi' } } },
          { name: 'H', valueFrom: { configMapKeyRef: { name: 'none', key: 'x', optional: true } } },
        ],
        resources: { limits: { memory: '128Mi' } },
      },
    });
    await node.until('p', 'Succeeded', 'Failed');
    const lines = node.log('p').split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'A=from-map',
        'B=b and from-map',
        'C=one',
        'D=secret',
        'E=p',
        `F=${node.pod('p').status?.podIP}`,
        'G=128',
        'HOME=/root',
        'HOSTNAME=p',
        'P_PASSWORD=secret',
        'DB_MAIN_SERVICE_PORT=5432',
        'b and from-map-$(B)-$(NONE)',
      ]),
    );
    expect(node.log('p')).not.toMatch(/^H=/m);
  });

  // pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables
  it.each<[string, JsonMap, string]>([
    [
      'a ConfigMap',
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'cfg', key: 'k' } } }] },
      'configmap "cfg" not found',
    ],
    ['a Secret', { envFrom: [{ secretRef: { name: 'cfg' } }] }, 'secret "cfg" not found'],
    [
      'a key',
      { env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'have', key: 'k' } } }] },
      "couldn't find key k in ConfigMap default/have",
    ],
  ])('that lacks %s keeps it from being created', async (_, container, message) => {
    const node = new Node();
    node.create(configMap('have', {}));
    node.script('p', 'true', { container });
    await node.seconds(5);
    expect(waiting(node, 'p')).toEqual({ reason: 'CreateContainerConfigError', message });
    expect(node.events('p').at(-1)).toBe(`Warning Failed Error: ${message}`);
  });

  it('heals when the ConfigMap comes', async () => {
    const node = new Node();
    const env = [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'cfg', key: 'k' } } }];
    node.script('p', 'echo $A', { restartPolicy: 'Never', container: { env } });
    await node.seconds(30);
    node.create(configMap('cfg', { k: 'v' }));
    await node.until('p', 'Succeeded', 'Failed');
    expect(node.log('p')).toBe('v\n');
  });
});

describe('volumes', () => {
  it('show ConfigMaps, Secrets and the Pod itself as files', async () => {
    const node = new Node();
    node.create(configMap('cm', { 'app.conf': 'port=1\n', other: 'x' }));
    node.script('p', 'cat /conf/dir/app.conf /pod/labels /one; echo; ls /conf; echo x > /conf/new', {
      restartPolicy: 'Never',
      volumes: [
        { name: 'conf', configMap: { name: 'cm', items: [{ key: 'app.conf', path: 'dir/app.conf' }] } },
        { name: 'all', configMap: { name: 'cm' } },
        {
          name: 'pod',
          downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.name' } }] },
        },
      ],
      container: {
        volumeMounts: [
          { name: 'conf', mountPath: '/conf' },
          { name: 'pod', mountPath: '/pod' },
          { name: 'all', mountPath: '/one', subPath: 'other' },
        ],
      },
    });
    await node.until('p', 'Succeeded', 'Failed');
    expect(node.log('p')).toBe("port=1\npx\ndir\nsh: can't create /conf/new: Read-only file system\n");
  });

  // pkg/kubelet/volumemanager: the Pod stays ContainerCreating
  it('that cannot be set up keep the Pod waiting until they can', async () => {
    const node = new Node();
    node.script('p', 'cat /conf/k', {
      restartPolicy: 'Never',
      volumes: [{ name: 'conf', configMap: { name: 'cm' } }],
      container: { volumeMounts: [{ name: 'conf', mountPath: '/conf' }] },
    });
    await node.seconds(20);
    expect(waiting(node, 'p')).toEqual({ reason: 'ContainerCreating' });
    expect(node.events('p')).toEqual([
      'Warning FailedMount MountVolume.SetUp failed for volume "conf" : configmap "cm" not found',
    ]);
    node.create(configMap('cm', { k: 'v' }));
    await node.until('p', 'Succeeded', 'Failed');
    expect(node.log('p')).toBe('v\n');
  });
});

describe('who a container runs as', () => {
  const started = async (image: string, container: JsonMap, pod: JsonMap = {}) => {
    const node = new Node();
    node.run('p', { securityContext: pod, container: { image, command: ['id', '-u'], ...container } });
    await node.seconds(8);
    const { uid } = node.pod('p').metadata;
    const message = waiting(node, 'p')?.message?.replace(`p_default(${uid})`, 'POD');
    return message ?? node.log('p', { previous: true }).trim();
  };
  const nonRoot = { runAsNonRoot: true };

  // pkg/kubelet/kuberuntime/security_context_others.go, verifyRunAsNonRoot; curl/curl-docker issue 62
  it('is refused when nobody can say that it is not root', async () => {
    expect(await started('curlimages/curl:8.20.0', {}, nonRoot)).toBe(
      'container has runAsNonRoot and image has non-numeric user (curl_user), cannot verify user is non-root (pod: "POD", container: c)',
    );
    expect(await started('busybox:1.37.0', {}, nonRoot)).toBe(
      'container has runAsNonRoot and image will run as root (pod: "POD", container: c)',
    );
    expect(await started('busybox:1.37.0', { securityContext: { runAsUser: 0 } }, nonRoot)).toBe(
      'container\'s runAsUser breaks non-root policy (pod: "POD", container: c)',
    );
  });

  it('is the number that is asked for, or that of the image', async () => {
    expect(await started('curlimages/curl:8.20.0', {}, { ...nonRoot, runAsUser: 100 })).toMatch(
      /^back-off|^100$/,
    );
    const node = new Node();
    node.run('q', {
      restartPolicy: 'Never',
      securityContext: nonRoot,
      container: { image: 'mendhak/http-https-echo:41', command: ['id', '-u'] },
    });
    await node.until('q', 'Succeeded', 'Failed');
    expect(node.log('q')).toBe('1000\n');
  });

  it.each<[string, string, JsonMap, string]>([
    [
      'nginx',
      'as another user',
      { runAsUser: 101 },
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
    ],
    [
      'nginx',
      'on a read-only root',
      { readOnlyRootFilesystem: true },
      'nginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
    ],
    [
      'nginx',
      'without capabilities',
      { capabilities: { drop: ['ALL'] } },
      'nginx: [emerg] chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
    ],
  ])('%s fails %s', async (image, _, securityContext, words) => {
    const node = new Node();
    node.run('p', { restartPolicy: 'Never', container: { image, securityContext } });
    await node.until('p', 'Failed');
    expect(node.log('p').trim().split('\n').at(-1)).toBe(words);
    expect(node.status('p').state?.terminated?.exitCode).toBe(1);
  });
});
