import { describe, test } from 'vitest';
import { expectMarks } from './marks';

const notes = (hook: string | undefined, wave: string | undefined) => {
  const lines = [
    ...(hook
      ? [`argocd.argoproj.io/hook: ${hook}`, 'argocd.argoproj.io/hook-delete-policy: BeforeHookCreation']
      : []),
    ...(wave ? [`argocd.argoproj.io/sync-wave: ${wave}`] : []),
  ];
  return lines.length ? `  annotations:\n${lines.map((line) => `    ${line}\n`).join('')}` : '';
};
const config = (hook?: string, wave?: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n${notes(hook, wave)}data: {a: b}\n`;
const account = (wave?: string) =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: robot\n${notes('PreSync', wave)}`;
const binding = (wave?: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: robot\n${notes('PreSync', wave)}roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}\nsubjects:\n  - {kind: ServiceAccount, name: robot, namespace: shop}\n`;
const pod = (use: string) =>
  `template:\n    metadata: {labels: {app: web}}\n    spec:\n      ${use}\n      restartPolicy: Never\n      containers:\n        - {name: a, image: "alpine:3.20", command: [test, -f, /etc/hosts]}\n`;
const VOLUME = 'volumes: [{name: a, configMap: {name: settings}}]';
const job = (hook: string | undefined, wave: string | undefined, use = VOLUME) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\n${notes(hook, wave)}spec:\n  ${pod(use)}`;
const deployment = (wave: string, more = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n${notes(undefined, wave)}spec:\n${more}  selector: {matchLabels: {app: web}}\n  ${pod(VOLUME).replace('      restartPolicy: Never\n', '')}`;

describe('the waves of one phase', () => {
  test('a hook comes before the hook that it needs', () => {
    expectMarks({ 'a.yaml': job('PreSync', '"-1" #!'), 'b.yaml': config('PreSync') });
    expectMarks({ 'a.yaml': job('PreSync', '"-1"'), 'b.yaml': config('PreSync', '"-1"') });
    expectMarks({ 'a.yaml': job('PreSync', '"1"'), 'b.yaml': config('PreSync') });
    expectMarks({ 'a.yaml': job('PostSync', '"-1" #~'), 'b.yaml': config() });
  });

  test('without a wave of its own, it is told where it needs it', () =>
    expectMarks({ 'a.yaml': job('PreSync', undefined, `${VOLUME} #!`), 'b.yaml': config('PreSync', '"2"') }));

  test('what is plain belongs to the Sync phase', () => {
    expectMarks({ 'a.yaml': job('Sync', '"-1" #!'), 'b.yaml': config() });
    expectMarks({ 'a.yaml': deployment('"-1" #!'), 'b.yaml': config() });
    expectMarks({ 'a.yaml': deployment('"-1"'), 'b.yaml': config(undefined, '"-2"') });
    expectMarks({ 'a.yaml': deployment('"-1"', '  replicas: 0\n'), 'b.yaml': config() });
  });

  test('what a kustomization generates comes with wave 0', () => {
    const files = (wave: string, more = '') => ({
      'a.yaml': deployment(wave),
      'kustomization.yaml': `resources: [a.yaml]\nconfigMapGenerator:\n  - name: settings\n    literals: [a=b]\n${more}`,
    });
    expectMarks(files('"-1" #!'));
    expectMarks(files('"0"'));
    expectMarks(files('"-1"', '    options: {annotations: {argocd.argoproj.io/sync-wave: "-1"}}\n'));
  });

  test('rights come with the account, or before the hook', () => {
    const use = 'serviceAccountName: robot';
    expectMarks({ 'a.yaml': job('PreSync', '"-1" #!', use), 'b.yaml': account(), 'c.yaml': binding() });
    expectMarks({ 'a.yaml': job('PreSync', '"-1" #?', use), 'b.yaml': account('"-2"'), 'c.yaml': binding() });
    expectMarks({ 'a.yaml': job('PreSync', '"1"', use), 'b.yaml': account(), 'c.yaml': binding() });
  });

  test('another application has its own', () => {
    const app = (path: string) =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${path}, namespace: argocd}\nspec:\n  project: default\n  source: {repoURL: https://example.org/shop.git, path: ${path}, targetRevision: main}\n  destination: {server: https://kubernetes.default.svc, namespace: shop}\n`;
    const files = { 'a/a.yaml': job('Sync', '"-1"'), 'b/b.yaml': config(undefined, '"1"') };
    expectMarks({ ...files, 'apps/a.yaml': app('a'), 'apps/b.yaml': app('b') });
  });

  test('an overlay may move them', () => {
    const files = { 'a.yaml': deployment('"-1"'), 'b.yaml': config() };
    const patch = (wave: string) =>
      `resources: [a.yaml, b.yaml]\npatches:\n  - target: {kind: ConfigMap}\n    patch: |-\n      - op: add\n        path: /metadata/annotations\n        value: {argocd.argoproj.io/sync-wave: "${wave}"}\n`;
    expectMarks({ ...files, 'kustomization.yaml': patch('-1') });
    expectMarks({ ...files, 'a.yaml': deployment('"-1" #!'), 'kustomization.yaml': patch('2') });
  });
});
