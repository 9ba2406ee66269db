import type { Context } from '../context';
import type { ApiObject } from '../interface';
import { mapsAt, numberAt, textAt } from '../object';
import { readyAddresses } from './names';

/** Where a connection to an address goes. */
export type Route =
  | { to: 'pod'; ip: string; port: number; service?: string }
  /** kube-proxy answers for a Service without endpoints. */
  | { to: 'rejected'; service: string }
  | { to: 'nowhere' };

/**
 * Services as kube-proxy's iptables mode makes them (pkg/proxy/iptables/proxier.go): a ready endpoint by chance, REJECT when
 * there is none, and no rule at all for a port that the Service does not have, so that packets go nowhere.
 */
export class Services {
  private readonly byIp = new Map<string, ApiObject>();
  private readonly slices = new Map<string, Map<string, ApiObject>>();

  constructor(private readonly context: Context) {
    for (const [apiVersion, kind] of KINDS) {
      const listed = context.api.list({ apiVersion, kind });
      if (listed.ok) for (const object of listed.value.items) this.take(object, false);
      context.api.watch({ apiVersion, kind }, ({ type, object }) => this.take(object, type === 'DELETED'));
    }
  }

  private take(object: ApiObject, gone: boolean): void {
    if (object.kind === 'Service') {
      for (const [ip, service] of this.byIp) {
        if (service.metadata.uid === object.metadata.uid) this.byIp.delete(ip);
      }
      const ip = textAt(object, 'spec', 'clusterIP');
      if (!gone && ip && ip !== 'None') this.byIp.set(ip, object);
      return;
    }
    const { namespace = '', labels, name, uid } = object.metadata;
    const service = object.kind === 'Endpoints' ? name : labels?.['kubernetes.io/service-name'];
    if (service === undefined) return;
    const key = `${namespace}/${service}`;
    const known = this.slices.get(key) ?? new Map<string, ApiObject>();
    this.slices.set(key, known);
    if (gone) known.delete(uid);
    else known.set(uid, object);
    if (known.size === 0) this.slices.delete(key);
  }

  /** The EndpointSlices of a Service; its Endpoints when there are none. */
  endpointsOf(service: ApiObject): ApiObject[] {
    const all = [
      ...(this.slices.get(`${service.metadata.namespace}/${service.metadata.name}`)?.values() ?? []),
    ];
    const slices = all.filter(({ kind }) => kind === 'EndpointSlice');
    return slices.length > 0 ? slices : all;
  }

  /** Each Service with an address of its own, such as the environment of a Pod needs. */
  all(): ApiObject[] {
    return [...this.byIp.values()];
  }

  route(ip: string, port: number): Route {
    const service = this.byIp.get(ip);
    if (!service) return { to: 'pod', ip, port };
    const name = `${service.metadata.namespace}/${service.metadata.name}`;
    const asked = mapsAt(service, 'spec', 'ports').find((one) => numberAt(one, 'port') === port);
    if (!asked) return { to: 'nowhere' };
    const portName = textAt(asked, 'name') ?? '';
    const targets: { ip: string; port: number }[] = [];
    for (const slice of this.endpointsOf(service)) {
      const lists = slice.kind === 'Endpoints' ? mapsAt(slice, 'subsets') : [slice];
      for (const list of lists) {
        const target = mapsAt(list, 'ports').find((one) => (textAt(one, 'name') ?? '') === portName);
        const number = numberAt(target, 'port');
        if (number === undefined) continue;
        for (const address of readyAddresses(slice)) targets.push({ ip: address, port: number });
      }
    }
    if (targets.length === 0) return { to: 'rejected', service: name };
    const chosen = targets[Math.floor(this.context.random() * targets.length)];
    return chosen ? { to: 'pod', ...chosen, service: name } : { to: 'rejected', service: name };
  }
}

const KINDS = [
  ['v1', 'Service'],
  ['v1', 'Endpoints'],
  ['discovery.k8s.io/v1', 'EndpointSlice'],
] as const;
