import type { RuleExample, RuleInfo } from '@/lib/validation';

const DOCUMENT = (i: number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  labels:
    app: web-${i}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web-${i}
  template:
    metadata:
      labels:
        app: web-${i}
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /health
              port: http
---
apiVersion: v1
kind: Service
metadata:
  name: web-${i}
spec:
  selector:
    app: web-${i}
  ports:
    - port: 80
      targetPort: http
---
`;

/** Correct manifests of about so many lines. */
export function manifests(lines: number): string {
  const each = DOCUMENT(0).split('\n').length - 1;
  return Array.from({ length: Math.ceil(lines / each) }, (_, i) => DOCUMENT(i)).join('');
}

/** Thirty files of 200 lines. */
export function project(): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`f${i}.yaml`, manifests(200).replaceAll('web-', `web-${i}-`)]),
  );
}

/**
 * Thirty files of a base, one of them with 200 lines, and an overlay that patches them. What is told of the base has to
 * be judged as the overlay builds it.
 */
export function patchedProject(): Record<string, string> {
  const base = Object.entries(project()).map(([path, text], i): [string, string] => [
    `base/${path}`,
    i === 0 ? text : `${text.split('\n---\n')[0]}\n`,
  ]);
  const files = Object.fromEntries(base);
  files['base/f1.yaml'] = (files['base/f1.yaml'] ?? '').replace('nginx:1.27', 'nginx:latest');
  files['base/kustomization.yaml'] = `resources:\n${base.map(([path]) => `- ${path.slice(5)}\n`).join('')}`;
  files['prod/kustomization.yaml'] =
    'resources: [../base]\nnamespace: shop\npatches:\n- target: {kind: Deployment}\n  patch: |-\n    - {op: add, path: /metadata/annotations, value: {a: b}}\n';
  return files;
}

/** Texts that mean harm. */
export function hostile(): Record<string, string> {
  const bomb = ['a: &a [1,1,1,1,1,1,1,1,1,1]'];
  for (const [i, name] of [...'bcdefghij'].entries())
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[i]}`).join(',')}]`);
  return {
    '5 MB of keys': Array.from({ length: 400_000 }, (_, i) => `key${i}: v`).join('\n'),
    '5 MB of brackets': '['.repeat(5_000_000),
    '10,000 brackets': `a: ${'['.repeat(10_000)}`,
    '1 MB of documents': '---\n'.repeat(260_000),
    '1 MB of mistakes': 'a: "x" y\n'.repeat(110_000),
    'an alias bomb': bomb.join('\n'),
  };
}

/** The rules' failing examples: each holds a mistake. */
export function mistakes(rules: readonly RuleInfo[]): RuleExample[] {
  return rules.map(({ failing }) => failing);
}
