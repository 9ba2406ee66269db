import { podOf } from '@/lib/kubernetes';
import { type Finding, one, type Rule } from '../../engine/rule';
import { ADMISSION } from '../refused/admission';
import { CONFIG } from '../refused/config';
import { CUSTOM_KINDS } from '../refused/custom-kinds';
import { NETWORK } from '../refused/network';
import { ofPod } from '../refused/pod';
import { RBAC } from '../refused/rbac';
import { findingsOf, walk } from '../refused/walk';
import { WORKLOADS } from '../refused/workloads';

const autoscaler = (least: number) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web\n  minReplicas: ${least}\n  maxReplicas: 5\n`;

const validation = (group: string) => ({
  title: `Kubernetes, pkg/apis/${group}/validation/validation.go`,
  url: `https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/${group}/validation/validation.go`,
});

const KINDS = { ...WORKLOADS, ...NETWORK, ...CONFIG, ...RBAC, ...ADMISSION, ...CUSTOM_KINDS };

export const refusedValue: Rule = {
  id: 'value-refused',
  severity: 'error',
  title: 'The API server refuses this value',
  why: 'A value can have the right type and still make no sense: a count below zero, a minimum above its maximum, two settings that exclude each other. The API server checks that before it stores anything, and refuses the object.',
  failing: one(autoscaler(9)),
  passing: one(autoscaler(2)),
  source: [
    'core',
    'apps',
    'batch',
    'autoscaling',
    'networking',
    'discovery',
    'policy',
    'rbac',
    'admissionregistration',
  ].map(validation),
  *object(object): Generator<Finding> {
    if (object.file.kustomization || object.file.unsure) return;
    const id = `${object.apiVersion}/${object.kind}`;
    const fields = Object.hasOwn(KINDS, id) ? KINDS[id] : undefined;
    const pod = podOf(object);
    if (!fields && !pod) return;
    yield* findingsOf((tell) => {
      if (fields) walk(object.root, fields, tell);
      if (pod) ofPod(pod, tell, object.kind);
    });
  },
};
