import { treeOf } from '@/lib/tree';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: sample
spec:
  replicas: 1
  selector: {matchLabels: {app: sample}}
  template:
    metadata:
      labels: {app: sample}
    spec:
      containers:
        - name: sample
          image: docker.io/library/busybox:1.37.0
          command: ["sh", "-c", "set -e; echo ready"]
          ports: [{containerPort: 8080}]
---
apiVersion: v1
kind: Service
metadata: {name: sample}
spec:
  selector: {app: sample}
  ports: [{port: 80, targetPort: 8080}]
`;

const APPLICATION = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: sample, namespace: argocd}
spec:
  project: default
  source: {repoURL: https://example.com/sample.git, targetRevision: main, path: sample}
  destination: {server: https://kubernetes.default.svc, namespace: sample}
`;

const KUSTOMIZATION = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: sample
resources: [deployment.yaml]
`;

/**
 * Files to read once when the worker starts: the first reading of anything is 10 to 60 times slower than the next, and
 * the learner's first keystroke should not pay for it.
 */
export const SAMPLE = treeOf({
  'app.yaml': APPLICATION,
  'sample/deployment.yaml': DEPLOYMENT,
  'sample/kustomization.yaml': KUSTOMIZATION,
});
