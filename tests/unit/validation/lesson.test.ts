import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { validateTree } from '@/lib/validation';

const base = 'argocd-learning/week1/day6/app/base';
const overlay = 'argocd-learning/week1/day6/overlays/dev';

const good = {
  'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: echo-frontend
  namespace: argocd
spec:
  project: default
  source:
    repoURL: https://git.example.com/me/argocd-learning.git
    targetRevision: HEAD
    path: week1/day6/overlays/dev
  destination:
    server: https://kubernetes.default.svc
    namespace: frontend
  syncPolicy:
    syncOptions:
      - CreateNamespace=true
`,
  [`${base}/kustomization.yaml`]: `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - deployment.yaml
  - preflight-job.yaml
  - service.yaml
  - smoke-test-hook.yaml
`,
  [`${base}/deployment.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: echo-frontend
spec:
  replicas: 1
  selector:
    matchLabels:
      app: echo-frontend
  template:
    metadata:
      labels:
        app: echo-frontend
    spec:
      containers:
        - name: server
          image: traefik/whoami:v1.10.3
          ports:
            - name: http
              containerPort: 80
          readinessProbe:
            httpGet:
              path: /health
              port: http
`,
  [`${base}/service.yaml`]: `apiVersion: v1
kind: Service
metadata:
  name: echo-frontend
spec:
  selector:
    app: echo-frontend
  ports:
    - protocol: TCP
      port: 80
      targetPort: 80
`,
  [`${base}/preflight-job.yaml`]: `apiVersion: batch/v1
kind: Job
metadata:
  name: preflight
  annotations:
    argocd.argoproj.io/sync-wave: "-1"
spec:
  backoffLimit: 1
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: preflight
          image: busybox:1.36
          command: [sh, -c, 'nslookup kubernetes.default && echo ready']
`,
  [`${base}/smoke-test-hook.yaml`]: `apiVersion: batch/v1
kind: Job
metadata:
  name: smoke-test
  annotations:
    argocd.argoproj.io/hook: PostSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
spec:
  backoffLimit: 1
  template:
    spec:
      securityContext:
        runAsNonRoot: true
        runAsUser: 100
        seccompProfile:
          type: RuntimeDefault
      restartPolicy: Never
      containers:
        - name: curl-test
          image: curlimages/curl:8.10.1
          command:
            - sh
            - -c
            - |
              set -e
              echo 'Running smoke test...'
              curl -fsS --retry 5 --retry-connrefused http://echo-frontend/health
              curl -fsS http://echo-frontend/metrics > /dev/null
              echo 'Test complete!'
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: [ALL]
`,
  [`${overlay}/kustomization.yaml`]: `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: frontend
resources:
  - ../../app/base
replicas:
  - name: echo-frontend
    count: 2
`,
};

/** The example as the lesson's author wrote it, and the task's Job, joined: every trap once. */
const original = `apiVersion: batch/v1
kind: Job
metadata:
  generateName: smoke-test-
  annotations:
    # This is a PostSync hook
    argocd.argoproj.io/hook: PostSync
    # Delete the Job pod after it succeeds
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
spec:
  template:
    spec:
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
      - name: curl-test
        image: docker.io/curlimages/curl:7.72.0@sha256:bd5bbd35f89b867c1dccbc84b8be52f3f74dea20b46c5fe0db3780e040afcb6f" #tag: 7.72.0
        command: ["sh", "-c", "echo 'Running smoke test...'; sleep 5; curl http://echo-frontend; echo 'Test complete!'"]
        securityContext:
          allowPrivilegeEscalation: false
          capabilities:
            drop:
              - ALL # Drop all linux capabilities
      restartPolicy: OnFailure
  backoffLimit: 1
`;

const hookFile = `${base}/smoke-test-hook.yaml`;
const codesOf = (files: Record<string, string>) =>
  [...validateTree(treeOf(files))].flatMap(([path, found]) =>
    found.map((d) => `${path.slice(path.lastIndexOf('/') + 1)}:${d.range.start.line + 1} ${d.code}`),
  );

describe('the lesson of week 1, day 6', () => {
  test('a correct solution earns nothing', () => {
    expect(codesOf(good)).toEqual([]);
  });

  test('the original earns its traps, each at its place', () => {
    expect(codesOf({ ...good, [hookFile]: original })).toEqual([
      'smoke-test-hook.yaml:4 missing-name',
      'smoke-test-hook.yaml:19 image-invalid',
      'smoke-test-hook.yaml:20 script-curl-without-fail',
      'smoke-test-hook.yaml:20 script-lost-status',
    ]);
  });

  test('mending the name and the quote brings up what they hid', () => {
    const mended = original
      .replace('generateName: smoke-test-', 'name: smoke-test')
      .replace('afcb6f"', 'afcb6f');
    expect(codesOf({ ...good, [hookFile]: mended })).toEqual([
      'smoke-test-hook.yaml:9 argocd-hook-keeps-failed',
      'smoke-test-hook.yaml:14 pod-non-root-user',
      'smoke-test-hook.yaml:20 script-curl-without-fail',
      'smoke-test-hook.yaml:20 script-lost-status',
    ]);
  });

  test('an image without a tag earns a warning', () => {
    const untagged = (good[hookFile] ?? '').replace('curlimages/curl:8.10.1', 'curlimages/curl');
    expect(codesOf({ ...good, [hookFile]: untagged })).toEqual(['smoke-test-hook.yaml:20 image-tag']);
  });
});

test('what an overlay pins or patches is not wrong in the base', () => {
  const files = {
    ...good,
    'namespace.yaml':
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: frontend\n  labels:\n    pod-security.kubernetes.io/enforce: restricted\n',
    [`${base}/kustomization.yaml`]: 'resources:\n  - smoke-test-hook.yaml\n',
    [hookFile]:
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: smoke-test\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: curl-test\n          image: curlimages/curl\n          args: [-fsS, http://echo-frontend]\n',
    [`${overlay}/patch.yaml`]:
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: smoke-test\nspec:\n  template:\n    spec:\n      securityContext:\n        runAsNonRoot: true\n        runAsUser: 100\n        seccompProfile: {type: RuntimeDefault}\n      containers:\n        - name: curl-test\n          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}\n',
    [`${overlay}/kustomization.yaml`]:
      'namespace: frontend\nresources:\n  - ../../app/base\nimages:\n  - name: curlimages/curl\n    newTag: 8.10.1\npatches:\n  - path: patch.yaml\n',
  };
  const wrong = () => codesOf(files).filter((line) => /image-tag|pod-/.test(line));
  expect(wrong()).toEqual([]);
  // A patch that mends only a part leaves the rest to be told.
  files[`${overlay}/patch.yaml`] = files[`${overlay}/patch.yaml`].replace('drop: [ALL]', 'drop: [KILL]');
  expect(wrong()).toEqual(['smoke-test-hook.yaml:10 pod-security-restricted']);
});
