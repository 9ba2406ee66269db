import type { ApiObject, JsonMap, Manifest } from '../../interface';
import { byPorts, isHeadless, type Member, targetRef } from './members';

/** As pkg/controller/endpoint/endpoints_controller.go, maxCapacity. */
const MOST = 1000;

/**
 * The Endpoints of a Service. As endpoints_controller.go, syncService: Pods that terminate are none of them.
 * `since` is when the youngest change that shows here happened, in RFC 3339.
 */
export function endpointsOf(
  service: ApiObject,
  members: readonly Member[],
): Manifest & { metadata: JsonMap } {
  const there = members.filter(({ terminating, ready }) => !terminating || ready).slice(0, MOST);
  const subsets = [...byPorts(service, there).values()].map((group) => {
    const addresses = group.filter(({ ready }) => ready).map(address);
    const notReadyAddresses = group.filter(({ ready }) => !ready).map(address);
    const ports = (group[0]?.ports ?? []).map(({ name, ...port }) => ({ ...(name && { name }), ...port }));
    return {
      ...(addresses.length && { addresses }),
      ...(notReadyAddresses.length && { notReadyAddresses }),
      ...(ports.length && { ports }),
    };
  });
  const { name, namespace, labels } = service.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      name,
      namespace,
      labels: {
        ...labels,
        ...(isHeadless(service) && { 'service.kubernetes.io/headless': '' }),
        'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
      },
    },
    ...(subsets.length && { subsets }),
  };
}

const address = (member: Member): JsonMap => ({
  ip: member.ip,
  ...(member.hostname && { hostname: member.hostname }),
  nodeName: member.pod.spec.nodeName,
  targetRef: targetRef(member),
});
