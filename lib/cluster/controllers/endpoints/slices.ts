import type { ApiObject, JsonMap, Manifest } from '../../interface';
import { controllerRef } from '../shared/owners';
import { byPorts, isHeadless, type Member, targetRef } from './members';

/** As pkg/controller/endpointslice, maxEndpointsPerSlice. */
const MOST = 100;

export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
export const CONTROLLER = 'endpointslice-controller.k8s.io';
export const SERVICE_NAME = 'kubernetes.io/service-name';

/** What the slices of a Service should say, each without its name. As k8s.io/endpointslice/reconciler.go. */
export function slicesOf(
  service: ApiObject,
  members: readonly Member[],
): (Manifest & { metadata: JsonMap })[] {
  const slices = [...byPorts(service, members).values()].flatMap((group) => {
    const parts: Member[][] = [];
    for (let i = 0; i < group.length; i += MOST) parts.push(group.slice(i, i + MOST));
    return parts.map((part) => slice(service, part));
  });
  // A Service without Pods has an empty slice: it was looked at.
  return slices.length ? slices : [slice(service, [])];
}

function slice(service: ApiObject, members: readonly Member[]): Manifest & { metadata: JsonMap } {
  const { name, namespace, labels } = service.metadata;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: {
        ...labels,
        ...(isHeadless(service) && { 'service.kubernetes.io/headless': '' }),
        [MANAGED_BY]: CONTROLLER,
        [SERVICE_NAME]: name,
      },
      ownerReferences: [controllerRef(service)],
    },
    addressType: 'IPv4',
    endpoints: members.map(endpoint),
    ports: (members[0]?.ports ?? []).map((port) => ({ ...port })),
  };
}

const endpoint = (member: Member): JsonMap => ({
  addresses: [member.ip],
  conditions: { ready: member.ready, serving: member.serving, terminating: member.terminating },
  ...(member.hostname && { hostname: member.hostname }),
  nodeName: member.pod.spec.nodeName,
  targetRef: targetRef(member),
});
