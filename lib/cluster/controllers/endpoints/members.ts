import type { ApiObject, JsonMap } from '../../interface';
import { at, boolAt, mapsAt, numberAt, textAt, textMapAt } from '../../object';
import type { WorkPod } from '../../types/workloads';
import { isReady, isTerminal } from '../shared/pods';

/** A port of a Service, as it is on one Pod. A type alias: it is written as it is. */
export type EndpointPort = { name: string; port: number; protocol: string; appProtocol?: string };

/** A Pod behind a Service. */
export interface Member {
  pod: WorkPod;
  ip: string;
  ports: EndpointPort[];
  ready: boolean;
  serving: boolean;
  terminating: boolean;
  /** When the Pod is to have a name of its own under the Service's. */
  hostname: string | undefined;
}

/** The labels that a Service selects by; undefined when others keep its endpoints. */
export function selectorOf(service: ApiObject): { [key: string]: string } | undefined {
  if (textAt(service, 'spec', 'type') === 'ExternalName') return undefined;
  if (at(service, 'spec', 'selector') === undefined) return undefined;
  const selector = textMapAt(service, 'spec', 'selector');
  return Object.keys(selector).length ? selector : undefined;
}

export const isHeadless = (service: ApiObject): boolean => textAt(service, 'spec', 'clusterIP') === 'None';

export const publishesUnready = (service: ApiObject): boolean =>
  boolAt(service, 'spec', 'publishNotReadyAddresses') === true;

/** The Pods that a Service has now, those that terminate among them. As k8s.io/endpointslice/utils.go, podToEndpoint. */
export function membersOf(service: ApiObject, pods: readonly WorkPod[]): Member[] {
  return pods.flatMap((pod) => {
    const ip = pod.status?.podIP;
    if (!ip || isTerminal(pod)) return [];
    const serving = isReady(pod);
    const terminating = pod.metadata.deletionTimestamp !== undefined;
    const ready = publishesUnready(service) || (serving && !terminating);
    const named = textAt(pod.spec, 'subdomain') === service.metadata.name;
    const hostname = named ? textAt(pod.spec, 'hostname') : undefined;
    return [{ pod, ip, ports: portsOn(service, pod), ready, serving, terminating, hostname }];
  });
}

/** Each port of the Service on this Pod; a named port that the Pod does not have is left out. As pkg/api/v1/pod/util.go, FindPort. */
function portsOn(service: ApiObject, pod: WorkPod): EndpointPort[] {
  return mapsAt(service, 'spec', 'ports').flatMap((port) => {
    const protocol = textAt(port, 'protocol') ?? 'TCP';
    const found = targetOf(port, protocol, pod);
    if (found === undefined) return [];
    const appProtocol = textAt(port, 'appProtocol');
    return [{ name: textAt(port, 'name') ?? '', port: found, protocol, ...(appProtocol && { appProtocol }) }];
  });
}

function targetOf(port: JsonMap, protocol: string, pod: WorkPod): number | undefined {
  const target = at(port, 'targetPort') ?? at(port, 'port');
  if (typeof target === 'number') return target || numberAt(port, 'port');
  if (typeof target !== 'string') return undefined;
  // Sidecars are init containers that stay.
  const sidecars = mapsAt(pod.spec, 'initContainers').filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  );
  for (const container of [...mapsAt(pod.spec, 'containers'), ...sidecars])
    for (const open of mapsAt(container, 'ports'))
      if (textAt(open, 'name') === target && (textAt(open, 'protocol') ?? 'TCP') === protocol)
        return numberAt(open, 'containerPort');
  return undefined;
}

export const targetRef = ({ pod }: Member): JsonMap => ({
  kind: 'Pod',
  name: pod.metadata.name,
  namespace: pod.metadata.namespace,
  uid: pod.metadata.uid,
});

/** Members by their ports: almost always one group. Without ports, only a headless Service has members. */
export function byPorts(service: ApiObject, members: readonly Member[]): Map<string, Member[]> {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    if (!member.ports.length && !isHeadless(service)) continue;
    const key = JSON.stringify(member.ports);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return groups;
}
