import type { ApiObject, JsonMap, Manifest } from '../../interface';
import { at, isMap, mapsAt, textAt, textsAt } from '../../object';
import { allowsNode } from '../../scheduler/node-affinity';
import { untolerated } from '../../scheduler/taints';
import { type DaemonSet, isWorkPod, type WorkPod } from '../../types/workloads';
import { REVISION_LABEL } from '../revisions/revisions';
import { podFrom } from '../shared/make-pod';

const TOLERATIONS: readonly JsonMap[] = [
  ['not-ready', 'NoExecute'],
  ['unreachable', 'NoExecute'],
  ['disk-pressure', 'NoSchedule'],
  ['memory-pressure', 'NoSchedule'],
  ['pid-pressure', 'NoSchedule'],
  ['unschedulable', 'NoSchedule'],
].map(([key, effect]) => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect }));

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/** The Pod for a node: the scheduler binds it, as the affinity to the node's name says. As pkg/controller/daemon/util/daemonset_util.go. */
export function podOfDaemon(set: DaemonSet, node: string, revision: string): Manifest {
  const pod = podFrom(set.spec.template, set, { generateName: `${set.metadata.name}-` });
  const extra = pod.spec.hostNetwork === true ? [hostNetwork] : [];
  const tolerations: JsonMap[] = [...mapsAt(pod.spec, 'tolerations')];
  for (const toleration of [...TOLERATIONS, ...extra])
    if (!tolerations.some(({ key, effect }) => key === toleration.key && effect === toleration.effect))
      tolerations.push({ ...toleration });
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: {
        ...set.spec.template?.metadata?.labels,
        [REVISION_LABEL]: revision,
        'pod-template-generation': `${set.metadata.generation ?? 1}`,
      },
    },
    spec: { ...pod.spec, tolerations, affinity: onNode(at(pod.spec, 'affinity'), node) },
  };
}

const hostNetwork: JsonMap = {
  key: 'node.kubernetes.io/network-unavailable',
  operator: 'Exists',
  effect: 'NoSchedule',
};

/** As daemonset_util.go, ReplaceDaemonSetPodNodeNameNodeAffinity. */
function onNode(affinity: ReturnType<typeof at>, node: string): JsonMap {
  const field = { key: 'metadata.name', operator: 'In', values: [node] };
  const nodeAffinity = at(affinity, 'nodeAffinity');
  return {
    ...(isMap(affinity) && affinity),
    nodeAffinity: {
      ...(isMap(nodeAffinity) && nodeAffinity),
      [REQUIRED]: { nodeSelectorTerms: [{ matchFields: [field] }] },
    },
  };
}

/** The node that a Pod is on or for. As daemonset_util.go, GetTargetNodeName. */
export function targetOf(pod: WorkPod): string | undefined {
  if (pod.spec.nodeName) return pod.spec.nodeName;
  const terms = mapsAt(pod.spec, 'affinity', 'nodeAffinity', REQUIRED, 'nodeSelectorTerms');
  for (const field of terms.flatMap((term) => mapsAt(term, 'matchFields')))
    if (textAt(field, 'key') === 'metadata.name') return textsAt(field, 'values')[0];
  return undefined;
}

/** Whether a node should have the daemon, and whether one that is there may stay. As daemon_controller.go, NodeShouldRunDaemonPod. */
export function suits(set: DaemonSet, node: ApiObject): { run: boolean; stay: boolean } {
  const { metadata, ...pod } = podOfDaemon(set, node.metadata.name, '');
  const draft: ApiObject = {
    ...pod,
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: '', uid: '', resourceVersion: '', creationTimestamp: '' },
    spec: isMap(pod.spec) ? { ...pod.spec, affinity: set.spec.template?.spec?.affinity } : {},
  };
  if (!isWorkPod(draft) || metadata === undefined) return { run: false, stay: false };
  if (!allowsNode(draft, node)) return { run: false, stay: false };
  const run = untolerated(draft, node, ['NoSchedule', 'NoExecute']) === undefined;
  return { run, stay: untolerated(draft, node, ['NoExecute']) === undefined };
}
