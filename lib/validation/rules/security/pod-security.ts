import type { Rule, RuleExample } from '../../engine/rule';
import { violationsOf } from './check';

const STANDARDS = {
  title: 'Kubernetes, Pod Security Standards',
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
};
const PLUGIN = {
  title: 'kubernetes/pod-security-admission, policy',
  url: 'https://github.com/kubernetes/pod-security-admission/tree/master/policy',
};

function inNamespace(level: string, container: string): RuleExample {
  const namespace = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: ${level}\n`;
  const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  securityContext:\n    runAsNonRoot: true\n    runAsUser: 1000\n    seccompProfile:\n      type: RuntimeDefault\n  containers:\n    - name: web\n      image: nginx:1.27\n      securityContext:\n        ${container}\n`;
  return { files: { 'namespace.yaml': namespace, 'pod.yaml': pod }, path: 'pod.yaml' };
}

export const podSecurityBaseline: Rule = {
  id: 'pod-security-baseline',
  severity: 'error',
  title: 'The Pod reaches for the host',
  why: 'The Pod Security Standard `baseline` forbids what lets a container take over its node: privileged mode, the host’s network, processes, ports and files, and more capabilities than usual. A namespace that enforces it refuses the Pod; a Job whose Pods are refused never fails, so a hook hangs.',
  failing: inNamespace('baseline', 'privileged: true'),
  passing: inNamespace('baseline', 'privileged: false'),
  source: [STANDARDS, PLUGIN],
  project: (project) => violationsOf(project, 'baseline'),
};

export const podSecurityRestricted: Rule = {
  id: 'pod-security-restricted',
  severity: 'error',
  title: 'The Pod may do more than the namespace allows',
  why: 'The Pod Security Standard `restricted` wants a Pod to give up what it does not need: root, privilege escalation, capabilities, an unconfined system call filter. Reported where the Pod’s namespace asks for it.',
  failing: inNamespace('restricted', 'capabilities:\n          drop: [ALL]'),
  passing: inNamespace(
    'restricted',
    'allowPrivilegeEscalation: false\n        capabilities:\n          drop: [ALL]',
  ),
  source: [STANDARDS, PLUGIN],
  project: (project) => violationsOf(project, 'restricted'),
};
