import { groupOf, podOf, typeOfKind } from '@/lib/kubernetes';
import { at, entryOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';
import { ADMISSION, textsIn } from '../refused/admission';
import { CONFIG } from '../refused/config';
import { CUSTOM_KINDS } from '../refused/custom-kinds';
import { NETWORK } from '../refused/network';
import { ofPod } from '../refused/pod';
import { RBAC } from '../refused/rbac';
import { findingsOf, type Tell, walk } from '../refused/walk';
import { WORKLOADS } from '../refused/workloads';

const autoscaler = (least: number) =>
  `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: web\nspec:\n  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: web\n  minReplicas: ${least}\n  maxReplicas: 5\n`;

const validation = (group: string) => ({
  title: `Kubernetes, pkg/apis/${group}/validation/validation.go`,
  url: `https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/${group}/validation/validation.go`,
});

/** As core/validation, ValidateFinalizerName, which asks for a domain in what belongs to Kubernetes itself. */
function finalizers({ root, apiVersion, kind }: SourceObject, tell: Tell) {
  for (const item of textsIn(at(root, 'metadata', 'finalizers')))
    if (!FINALIZER.test(item.text))
      tell(
        item,
        `\`${item.text}\` is no finalizer: it is a domain and a name, such as \`example.com/cleanup\`.`,
      );
    else if (!item.text.includes('/') && !STANDARD.includes(item.text) && isBuiltIn(apiVersion, kind))
      tell(
        item,
        `A finalizer has a domain in front, such as \`example.com/${item.text}\`, and the API server refuses this one.`,
      );
}

const FINALIZER = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const STANDARD = ['kubernetes', 'orphan', 'foregroundDeletion'];
const isBuiltIn = (apiVersion: string, kind: string) =>
  groupOf(apiVersion) !== 'argoproj.io' && typeOfKind(apiVersion, kind) !== undefined;

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
    'storage',
    'admissionregistration',
  ].map(validation),
  *object(object): Generator<Finding> {
    if (object.file.kustomization || object.file.unsure) return;
    const id = `${object.apiVersion}/${object.kind}`;
    const fields = Object.hasOwn(KINDS, id) ? KINDS[id] : undefined;
    const pod = podOf(object);
    const ends = entryOf(at(object.root, 'metadata'), 'finalizers') !== undefined;
    if (!fields && !pod && !ends) return;
    yield* findingsOf((tell) => {
      if (ends) finalizers(object, tell);
      if (fields) walk(object.root, fields, tell);
      if (pod) ofPod(pod, tell, object.kind);
    });
  },
};
