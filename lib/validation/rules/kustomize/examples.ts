import type { RuleExample } from '../../engine/rule';

export const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
export const CONFIG = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n';
export const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
`;

/** A kustomization with these lines beside a ConfigMap (`config.yaml`), and other files. */
export function kustomization(lines: string, files: Record<string, string> = {}): RuleExample {
  return {
    files: { 'kustomization.yaml': HEAD + lines, 'config.yaml': CONFIG, ...files },
    path: 'kustomization.yaml',
  };
}

export const KUSTOMIZE_DOCS = {
  title: 'Kustomize, the kustomization file',
  url: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/',
};
