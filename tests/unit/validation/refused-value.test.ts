import { describe, expect, it } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validate } from '@/lib/validation';

const told = (text: string, code = 'value-refused') =>
  validate(treeOf({ 'a.yaml': text }), 'a.yaml')
    .filter((one) => one.code === code)
    .map(({ range, message }) => `${range.start.line + 1} ${message}`);

const TEMPLATE = (container: string, indent = '      ') =>
  `template:\n    metadata:\n      labels: {app: web}\n    spec:\n${indent}restartPolicy: Never\n${indent}containers:\n${indent}  - name: web\n${indent}    image: nginx:1.27\n${container}`;
const job = (spec: string, container = '') =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\nspec:\n  ${spec}\n  ${TEMPLATE(container)}`;
const container = (...lines: string[]) => lines.map((line) => `          ${line}\n`).join('');
const service = (...lines: string[]) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const ingress = (path: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\nspec:\n  rules:\n    - http:\n        paths:\n          - path: ${path}\n            pathType: Prefix\n            backend:\n              service:\n                name: web\n                port:\n                  number: 80\n`;
const deployment = (type: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels: {app: web}\n  strategy:\n    type: ${type}\n    rollingUpdate:\n      maxSurge: 1\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n        - name: web\n          image: nginx:1.27\n`;
const resources = (request: string, limit: string) =>
  job(
    'backoffLimit: 0',
    container('resources:', `  requests: {memory: ${request}}`, `  limits: {memory: ${limit}}`),
  );

describe('what the API server refuses, and what comes near it', () => {
  it.each([
    ['a count below zero', job('parallelism: -1'), job('parallelism: 0')],
    [
      'a selector written by hand',
      job('selector: {matchLabels: {app: web}}'),
      job('manualSelector: true\n  selector: {matchLabels: {app: web}}'),
    ],
    ['a strategy that takes no numbers', deployment('Recreate'), deployment('RollingUpdate')],
    ['a path without its slash', ingress('shop'), ingress('/shop')],
    ['a request above its limit', resources('1Gi', '1000M'), resources('1000M', '1Gi')],
    ['a fraction above its limit', resources('1.5Gi', '1536000Ki'), resources('1.5Gi', '1536Mi')],
    [
      'a headless Service on each node',
      service('type: NodePort', 'clusterIP: None', 'ports: [{port: 80}]'),
      service('clusterIP: None', 'ports: [{port: 80}]'),
    ],
    [
      'a liveness that must succeed twice',
      job('backoffLimit: 0', container('livenessProbe:', '  successThreshold: 2', '  tcpSocket: {port: 80}')),
      job(
        'backoffLimit: 0',
        container('readinessProbe:', '  successThreshold: 2', '  tcpSocket: {port: 80}'),
      ),
    ],
  ])('%s', (_, refused, accepted) => {
    expect(told(refused)).toHaveLength(1);
    expect(told(accepted)).toEqual([]);
  });

  it('leaves to a patch what the patch changes', () => {
    const files = {
      'kustomization.yaml': 'resources:\n  - a.yaml\npatches:\n  - path: patch.yaml\n',
      'a.yaml': job('parallelism: -1'),
      'patch.yaml': 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\nspec:\n  parallelism: 2\n',
    };
    const found = validate(treeOf(files), 'a.yaml').map(({ code }) => code);
    expect(found).not.toContain('value-refused');
  });
});

describe('the ports of a Service', () => {
  const ports = (...all: string[]) =>
    told(service('ports:', ...all.map((one) => `  - {${one}}`)), 'port-definition');

  it('stand once each', () => {
    expect(ports('name: a, port: 80', 'name: a, port: 81')).toHaveLength(1);
    expect(ports('name: a, port: 80', 'name: b, port: 80')).toHaveLength(1);
    expect(ports('name: a, port: 53', 'name: b, port: 53, protocol: UDP')).toEqual([]);
  });
});

describe('a script whose check is lost', () => {
  const lost = (script: string) =>
    told(
      job(
        'backoffLimit: 0',
        container('command: [sh, -c]', 'args:', '  - |', ...script.split('\n').map((line) => `    ${line}`)),
      ),
      'script-lost-status',
    );

  it.each([
    [
      'in every turn of a loop',
      'for i in 1 2 3; do\n  if curl -fsS http://web; then\n    exit 0\n  fi\n  sleep 2\ndone',
    ],
    ['in the background', 'set -e\ncurl -fsS http://web/a &\nwait'],
    [
      'in an answer that is looked at',
      'CODE=$(curl -s http://web)\nif [ "$CODE" != 200 ]; then\n  echo bad\nfi\nexit 0',
    ],
    ['in an answer that is only printed', 'CODE=$(curl -s http://web)\necho "$CODE"'],
    ['in a variable that is only printed', 'curl -fsS http://web\nrc=$?\necho "it said $rc"'],
  ])('%s', (_, script) => expect(lost(script)).toHaveLength(1));

  it.each([
    [
      'the loop is followed by a failure',
      'for i in 1 2 3; do\n  if curl -fsS http://web; then\n    exit 0\n  fi\n  sleep 2\ndone\nexit 1',
    ],
    ['its process is waited for', 'curl -fsS http://web/a &\npid=$!\nwait "$pid"'],
    [
      'the wrong answer ends it',
      'CODE=$(curl -s http://web)\nif [ "$CODE" != 200 ]; then\n  exit 1\nfi\nexit 0',
    ],
    ['a server runs beside the check', 'nginx &\ncurl -fsS http://web'],
    ['the variable is returned', 'curl -fsS http://web\nrc=$?\necho "it said $rc"\nexit $rc'],
    ['the variable is asked', 'curl -fsS http://web\nrc=$?\n[ "$rc" -eq 0 ] || exit 1\necho fine'],
  ])('is heard where %s', (_, script) => expect(lost(script)).toEqual([]));
});
