import { describe, expect, test } from 'vitest';
import {
  checkSchema,
  nearest,
  objectsOf,
  parseImage,
  podOf,
  podSecurityText,
  podViolations,
  typeAt,
  typeOfKind,
} from '@/lib/kubernetes';
import { parseYaml } from '@/lib/yaml';

function rootOf(text: string) {
  const root = parseYaml(text).documents[0]?.root;
  if (!root) throw new Error('empty');
  return root;
}

describe('schemas', () => {
  test('lead from a kind to the type of each field', () => {
    const job = typeOfKind('batch/v1', 'Job') ?? '';
    expect(typeAt(job, ['spec', 'backoffLimit'])).toBe('i');
    expect(typeAt(job, ['spec', 'template', 'spec', 'restartPolicy'])).toBe('=Always|Never|OnFailure');
    expect(typeAt(job, ['spec', 'nope'])).toBeUndefined();
    expect(typeOfKind('v1', 'Deployment')).toBeUndefined();
  });

  test('find unknown and missing fields, wrong types and words', () => {
    const text =
      'spec:\n  replica: 1\n  replicas: two\n  selector: []\n  template: {}\n  strategy: {type: recreate}\n';
    const faults = checkSchema(rootOf(text), typeOfKind('apps/v1', 'Deployment') ?? '');
    expect(faults.map((fault) => `${fault.fault} ${fault.path.join('.')}`)).toEqual([
      'unknown-field spec.replica',
      'wrong-type spec.replicas',
      'wrong-type spec.selector',
      'unknown-word spec.strategy.type',
      'missing-field ',
      'missing-field ',
      'missing-field ',
    ]);
  });

  test('ask nothing of a patch, and take null for absent', () => {
    const type = typeOfKind('apps/v1', 'Deployment') ?? '';
    expect(
      checkSchema(rootOf('spec:\n  replicas: null\n  $patch: merge\n'), type, { partial: true }),
    ).toEqual([]);
  });
});

describe('image references', () => {
  test.each([
    'nginx',
    'nginx:1.27',
    'docker.io/curlimages/curl:8.10.1',
    'localhost:5000/a/b',
    `a@sha256:${'0'.repeat(64)}`,
  ])('%s is one', (text) => expect(parseImage(text)).toBeDefined());
  test.each(['nginx:1.27"', 'Nginx', 'https://docker.io/nginx', 'a b', 'nginx:', ':1', 'a//b', ''])(
    '%j is none',
    (text) => expect(parseImage(text)).toBeUndefined(),
  );
  test('has name, tag and digest', () => {
    expect(parseImage('localhost:5000/a:b')).toEqual({
      name: 'localhost:5000/a',
      tag: 'b',
      digest: undefined,
    });
  });
});

test('the nearest word is one that was probably meant', () => {
  const words = ['containers', 'initContainers', 'volumes'];
  expect(nearest('contaners', words)).toBe('containers');
  expect(nearest('VOLUMES', words)).toBe('volumes');
  expect(nearest('replicas', words)).toBeUndefined();
});

describe('Pod Security, in the words of the admission plugin', () => {
  const said = (level: 'baseline' | 'restricted', spec: string) => {
    const [object] = objectsOf(rootOf(`apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: ${spec}\n`));
    const pod = object && podOf(object);
    return pod ? podSecurityText(level, podViolations(pod, level)) : '';
  };

  test('restricted, of a Pod that says nothing', () => {
    expect(said('restricted', '{containers: [{name: a}, {name: b}]}')).toBe(
      'PodSecurity "restricted:latest": allowPrivilegeEscalation != false (containers "a", "b" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or containers "a", "b" must set securityContext.runAsNonRoot=true), seccompProfile (pod or containers "a", "b" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
  });

  test.each([
    ['{hostNetwork: true, containers: [{name: a}]}', 'host namespaces (hostNetwork=true)'],
    ['{volumes: [{name: v, hostPath: {path: /}}], containers: []}', 'hostPath volumes (volume "v")'],
    ['{containers: [{name: a, ports: [{hostPort: 80}]}]}', 'hostPort (container "a" uses hostPort 80)'],
    [
      '{containers: [{name: a, securityContext: {privileged: true, capabilities: {add: [NET_ADMIN]}}}]}',
      'non-default capabilities (container "a" must not include "NET_ADMIN" in securityContext.capabilities.add), privileged (container "a" must not set securityContext.privileged=true)',
    ],
    ['{securityContext: {sysctls: [{name: x}]}, containers: []}', 'forbidden sysctls (x)'],
  ])('baseline %s', (spec, detail) => {
    expect(said('baseline', spec)).toBe(`PodSecurity "baseline:latest": ${detail}`);
  });
});
