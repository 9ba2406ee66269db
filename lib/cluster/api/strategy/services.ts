import type { JsonMap } from '../../interface';
import { listAt, mapsAt, numberAt, textAt, textsAt } from '../../object';
import { defaultService } from '../defaults/others';
import { mapIn, preset } from '../defaults/preset';
import type { Machine } from '../machine';
import type { Strategy } from './strategy';

/** Addresses of Services, as kubeadm and kind set --service-cluster-ip-range; ports of nodes as --service-node-port-range. */
const FIRST_PORT = 30000;
const PORTS = 2768;

function services(machine: Machine) {
  const kind = machine.kinds.find('v1', 'Service');
  return kind ? machine.store.list(kind, undefined) : [];
}

/** An address that no Service has: as the random allocator, from the upper part of the range. */
function freeAddress(machine: Machine): string {
  const taken = new Set(services(machine).map((service) => textAt(service, 'spec', 'clusterIP')));
  for (;;) {
    const address = `10.96.${1 + Math.floor(machine.random() * 255)}.${1 + Math.floor(machine.random() * 254)}`;
    if (!taken.has(address)) return address;
  }
}

function freePort(machine: Machine, taken: Set<number>): number {
  for (;;) {
    const port = FIRST_PORT + Math.floor(machine.random() * PORTS);
    if (taken.has(port)) continue;
    taken.add(port);
    return port;
  }
}

/** As pkg/registry/core/service/storage/alloc.go. */
function allocate(spec: JsonMap, machine: Machine): void {
  if (spec.type !== 'ExternalName') {
    if (!spec.clusterIP) spec.clusterIP = textsAt(spec, 'clusterIPs')[0] ?? freeAddress(machine);
    preset(spec, 'clusterIPs', [spec.clusterIP]);
    preset(spec, 'ipFamilies', ['IPv4']);
    preset(spec, 'ipFamilyPolicy', 'SingleStack');
  }
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return;
  const taken = new Set(
    services(machine).flatMap((service) =>
      mapsAt(service, 'spec', 'ports').flatMap((port) => numberAt(port, 'nodePort') ?? []),
    ),
  );
  for (const port of mapsAt(spec, 'ports')) if (!port.nodePort) port.nodePort = freePort(machine, taken);
}

export const service: Strategy = {
  defaults: defaultService,
  prepareCreate(object, machine) {
    const spec = mapIn(object, 'spec');
    if (spec) allocate(spec, machine);
  },
  prepareUpdate(object, old, machine) {
    const spec = mapIn(object, 'spec');
    if (!spec) return;
    // As patchAllocatedValues: a client that does not write them keeps them.
    if (spec.type === 'ExternalName') {
      if (textAt(old, 'spec', 'type') !== 'ExternalName')
        for (const field of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy']) delete spec[field];
      return;
    }
    const address = textAt(old, 'spec', 'clusterIP');
    if (address && !spec.clusterIP) {
      spec.clusterIP = address;
      preset(spec, 'clusterIPs', [...textsAt(old, 'spec', 'clusterIPs')]);
    }
    const before = mapsAt(old, 'spec', 'ports');
    const keepsPorts = spec.type !== 'ClusterIP' && textAt(old, 'spec', 'type') !== 'ClusterIP';
    for (const port of mapsAt(spec, 'ports')) {
      const same = before.find((other) => other.port === port.port && other.protocol === port.protocol);
      if (keepsPorts && same) preset(port, 'nodePort', same.nodePort);
      if (spec.type === 'ClusterIP') delete port.nodePort;
    }
    if (spec.type === 'ClusterIP') delete spec.externalTrafficPolicy;
    if (listAt(spec, 'ports').length || spec.type) allocate(spec, machine);
  },
};
