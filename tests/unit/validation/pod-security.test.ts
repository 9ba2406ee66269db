import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';

/** What is said of a Pod, or of a Job of such Pods, in a namespace with these labels. */
function said(labels: string, spec: string, kind: 'Pod' | 'Job' = 'Pod') {
  const pod =
    kind === 'Pod'
      ? `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: ${spec}\n`
      : `apiVersion: batch/v1\nkind: Job\nmetadata: {name: web, namespace: shop}\nspec: {template: {spec: ${spec.replace('{', '{restartPolicy: Never, ')}}}\n`;
  const namespace = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: ${labels}\n`;
  return (validateTree(treeOf({ 'namespace.yaml': namespace, 'pod.yaml': pod })).get('pod.yaml') ?? [])
    .filter(({ code }) => code.startsWith('pod-security'))
    .map(({ severity, message }) => ({ severity, message }));
}

const level = (mode: string, word: string) => `pod-security.kubernetes.io/${mode}: ${word}`;
const bare = '{containers: [{name: a, image: nginx:1.27}]}';

describe('the admission plugin', () => {
  test('says in one sentence all that it has against a Pod, and then each by itself', () => {
    const [first, ...others] = said(
      `{${level('enforce', 'baseline')}}`,
      '{hostNetwork: true, containers: [{name: a, image: nginx:1.27, securityContext: {privileged: true}}]}',
    );
    expect(first).toEqual({
      severity: 1,
      message:
        'The namespace `shop` refuses this Pod: violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true), privileged (container "a" must not set securityContext.privileged=true)',
    });
    expect(others.map(({ message }) => message)).toEqual([
      'The namespace `shop` refuses this Pod: violates PodSecurity "baseline:latest": privileged (container "a" must not set securityContext.privileged=true)',
    ]);
  });

  test('refuses the Pods of a Job, which then waits for them', () => {
    const [first] = said(`{${level('enforce', 'restricted')}}`, bare, 'Job');
    expect(first?.severity).toBe(1);
    expect(first?.message).toContain(
      'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities',
    );
  });

  test('only warns where a namespace only warns', () => {
    const found = said(`{${level('warn', 'restricted')}}`, bare);
    expect(found.every(({ severity }) => severity === 2)).toBe(true);
    expect(found[0]?.message).toContain('would violate PodSecurity "restricted:latest": allowPriv');
  });

  test('advises where the namespace enforces less than it warns about', () => {
    const found = said(`{${level('enforce', 'baseline')}, ${level('warn', 'restricted')}}`, bare);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ severity }) => severity === 4)).toBe(true);
  });

  test('is told at each container that has a part in it', () => {
    const spec =
      '{containers: [{name: a, image: nginx:1.27, securityContext: {privileged: true}}, {name: b, image: nginx:1.27, securityContext: {privileged: true}}]}';
    const found = said(`{${level('enforce', 'baseline')}}`, spec);
    expect(found).toHaveLength(2);
    expect(new Set(found.map(({ message }) => message)).size).toBe(1);
  });

  test('names the version that a namespace asks for', () => {
    const [first] = said(
      `{${level('enforce', 'baseline')}, ${level('enforce-version', 'v1.37')}}`,
      '{hostPID: true, containers: [{name: a, image: nginx:1.27}]}',
    );
    expect(first?.message).toContain('violates PodSecurity "baseline:v1.37": host namespaces (hostPID=true)');
  });

  test('advises where nobody says how strict the namespace is, and the Pod looks after its node', () => {
    const severities = (kind: string, command: string) => {
      const pod = `{hostPID: true, containers: [{name: a, image: "busybox:1.37", command: [${command}]}]}`;
      const text = `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: a}\nspec:\n  selector: {matchLabels: {app: a}}\n  template:\n    metadata: {labels: {app: a}}\n    spec: ${pod}\n`;
      return (validateTree(treeOf({ 'a.yaml': text })).get('a.yaml') ?? []).map(({ severity }) => severity);
    };
    expect(severities('Deployment', 'top')).toEqual([2]);
    expect(severities('DaemonSet', 'top')).toEqual([4]);
    expect(severities('Deployment', 'sh, -c, "sysctl -w vm.max_map_count=262144"')).toEqual([4]);
  });
});

describe('a policy version', () => {
  const probe =
    '{containers: [{name: a, image: nginx:1.27, livenessProbe: {tcpSocket: {host: example.com, port: 80}}}]}';
  const sysctl =
    '{securityContext: {sysctls: [{name: net.ipv4.tcp_wmem, value: "1"}]}, containers: [{name: a, image: nginx:1.27}]}';
  const unmasked =
    '{hostUsers: false, containers: [{name: a, image: nginx:1.27, securityContext: {procMount: Unmasked}}]}';
  test.each([
    ['v1.33', probe, 0],
    ['v1.34', probe, 1],
    ['v1.31', sysctl, 1],
    ['v1.32', sysctl, 0],
    ['v1.34', unmasked, 1],
    ['v1.35', unmasked, 0],
    ['latest', unmasked, 0],
  ])('%s knows the controls of its time: %s', (version, spec, count) => {
    const labels = `{${level('enforce', 'baseline')}, ${level('enforce-version', version)}}`;
    expect(said(labels, spec)).toHaveLength(count);
  });

  test.each([
    ['"1.30"', '`1.30` is no version of Pod Security. Write `v1.30`, without a patch number.'],
    ['v1.30.2', '`v1.30.2` is no version of Pod Security. Write `v1.30`, without a patch number.'],
    ['newest', '`newest` is no version of Pod Security. Write `latest`, or a version like `v1.30`.'],
  ])('%s is none', (version, message) => {
    const namespace = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    ${level('warn-version', version)}\n`;
    const found = validateTree(treeOf({ 'namespace.yaml': namespace })).get('namespace.yaml') ?? [];
    expect(found.map((one) => one.message)).toEqual([message]);
  });
});

describe('the place of what is missing', () => {
  const lines = (container: string) => {
    const namespace = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: {${level('enforce', 'restricted')}}\n`;
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec:\n  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}\n  containers:\n    - name: a\n      image: nginx:1.27\n${container}`;
    const found =
      validateTree(treeOf({ 'namespace.yaml': namespace, 'pod.yaml': pod })).get('pod.yaml') ?? [];
    return [
      ...new Set(found.filter(({ code }) => code.startsWith('pod-s')).map(({ range }) => range.start.line)),
    ];
  };

  test('is the security context that should have it, where there is one', () => {
    expect(lines('')).toEqual([6]);
    expect(lines('      securityContext: {}\n')).toEqual([8]);
    expect(lines('      tty: true\n      securityContext:\n        privileged: false\n')).toEqual([9]);
  });
});
