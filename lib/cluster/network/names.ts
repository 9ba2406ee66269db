import type { Context } from '../context';
import type { ApiObject } from '../interface';
import { mapsAt, textAt, textsAt } from '../object';
import { isPod } from '../types/pod';

const DOMAIN = 'cluster.local';
const IP = /^\d{1,3}(?:\.\d{1,3}){3}$/;

export interface Resolved {
  addresses: string[];
  /** The name with the search domain under which it was found. */
  fullName: string;
}

const NOTHING = (host: string): Resolved => ({ addresses: [], fullName: host });

/**
 * The cluster's DNS, as CoreDNS's kubernetes plugin answers and as a Pod's resolv.conf searches: `svc`, `svc.namespace`,
 * `svc.namespace.svc` and the full name; headless Services by their ready endpoints; ExternalNames; Pods with a hostname and
 * subdomain. No name outside the cluster is ever known.
 */
export function resolveName(
  context: Context,
  namespace: string,
  host: string,
  endpointsOf: (service: ApiObject) => ApiObject[],
  depth = 0,
): Resolved {
  if (IP.test(host)) return { addresses: [host], fullName: host };
  if (host === 'localhost') return { addresses: ['127.0.0.1'], fullName: 'localhost' };
  const name = host.toLowerCase().replace(/\.$/, '');
  // ndots:5, as the kubelet writes it: names with fewer dots are tried with the search domains first.
  const searched =
    host.endsWith('.') || depth > 4
      ? [name]
      : [`${name}.${namespace}.svc.${DOMAIN}`, `${name}.svc.${DOMAIN}`, `${name}.${DOMAIN}`, name];
  for (const fullName of searched) {
    const addresses = lookUp(context, fullName, endpointsOf, depth);
    if (addresses.length > 0) return { addresses, fullName };
  }
  return NOTHING(host);
}

function lookUp(
  context: Context,
  fullName: string,
  endpointsOf: (service: ApiObject) => ApiObject[],
  depth: number,
): string[] {
  const suffix = `.svc.${DOMAIN}`;
  if (!fullName.endsWith(suffix)) return [];
  const labels = fullName.slice(0, -suffix.length).split('.');
  if (labels.length === 2) {
    const [name = '', namespace = ''] = labels;
    const found = context.api.get({ apiVersion: 'v1', kind: 'Service', namespace, name });
    return found.ok ? addressesOf(context, found.value, endpointsOf, depth) : [];
  }
  if (labels.length === 3) {
    const [hostname = '', subdomain = '', namespace = ''] = labels;
    const pods = context.api.list({ apiVersion: 'v1', kind: 'Pod', namespace });
    if (!pods.ok) return [];
    return pods.value.items.flatMap((pod) =>
      isPod(pod) && pod.spec.hostname === hostname && pod.spec.subdomain === subdomain
        ? (pod.status?.podIP ?? [])
        : [],
    );
  }
  return [];
}

function addressesOf(
  context: Context,
  service: ApiObject,
  endpointsOf: (service: ApiObject) => ApiObject[],
  depth: number,
): string[] {
  if (textAt(service, 'spec', 'type') === 'ExternalName') {
    const target = textAt(service, 'spec', 'externalName');
    if (target === undefined || depth > 4) return [];
    return resolveName(context, service.metadata.namespace ?? '', `${target}.`, endpointsOf, depth + 1)
      .addresses;
  }
  const clusterIp = textAt(service, 'spec', 'clusterIP');
  if (clusterIp !== undefined && clusterIp !== 'None' && clusterIp !== '') return [clusterIp];
  return endpointsOf(service).flatMap((slice) => readyAddresses(slice));
}

/** The addresses of an EndpointSlice, or of an Endpoints object, that traffic may go to. */
export function readyAddresses(slice: ApiObject): string[] {
  if (slice.kind === 'Endpoints') {
    return mapsAt(slice, 'subsets').flatMap((subset) =>
      mapsAt(subset, 'addresses').flatMap((address) => textAt(address, 'ip') ?? []),
    );
  }
  return mapsAt(slice, 'endpoints').flatMap((endpoint) => {
    const { conditions } = endpoint;
    const notReady =
      typeof conditions === 'object' &&
      conditions !== null &&
      !Array.isArray(conditions) &&
      conditions.ready === false;
    return notReady ? [] : textsAt(endpoint, 'addresses');
  });
}
