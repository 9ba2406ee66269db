import type { Context } from '../context';
import type { Caller, ClusterNet, HttpRequest, NetworkAnswer, NetworkError } from '../interface';
import type { Sockets } from '../process/machine';
import { Process } from '../process/process';
import { PodAddresses } from './addresses';
import { Dialer, type Told } from './dialer';
import { Services } from './services';

/** A Pod's place in the network, from the start of its sandbox to its end. */
export interface PodNetwork {
  sockets: Sockets;
  close(): void;
}

/** The cluster's network, with what the kubelet needs of it beyond the interface. */
export interface Network extends ClusterNet {
  /** Gives a Pod an address on its node. */
  open(pod: { namespace: string; name: string; node: string }): PodNetwork;
  /** The network as the node itself sees it: for probes. */
  node: Dialer;
  /** Services that have an address, for the environment of Pods. */
  services(): ReturnType<Services['all']>;
  /**
   * `kubectl port-forward`: requests of the workstation to `localhost:localPort` go to a Pod's port. The answer ends it;
   * a string says why it cannot start.
   */
  forward(localPort: number, pod: { namespace: string; name: string }, port: number): (() => void) | string;
}

/** Names, Services and connections between Pods. Network policies are not enforced; nothing outside the cluster exists. */
export function createNetwork(context: Context): Network {
  const services = new Services(context);
  const addresses = new PodAddresses();
  const listeners = new Set<(told: Told) => void>();
  const tell = (told: Told) => {
    for (const listener of listeners) listener(told);
  };
  const dialer = (from: string, namespace: string, ip: string) =>
    new Dialer({ context, services, addresses, from, namespace, ip, tell });
  const forwards = new Map<number, { pod: { namespace: string; name: string }; port: number }>();

  const open: Network['open'] = ({ namespace, name, node }) => {
    const ip = addresses.take(node, { namespace, name });
    return {
      sockets: dialer(`${namespace}/${name}`, namespace, ip),
      close: () => addresses.release(ip),
    };
  };

  const fromOutside = async (
    process: Process,
    from: Caller,
    url: URL,
    request: HttpRequest,
    timeoutMs: number | undefined,
  ): Promise<NetworkAnswer> => {
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
    const error = (code: NetworkError['code']): NetworkAnswer => ({
      ok: false,
      error: { code, host: url.hostname, port },
    });
    let sockets: Sockets;
    let target = { host: url.hostname, port };
    if (from === 'workstation') {
      const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
      const forward = local ? forwards.get(port) : undefined;
      if (!forward) return error(local ? 'ECONNREFUSED' : 'ENOTFOUND');
      const ip = addresses.of(forward.pod);
      if (ip === undefined) return error('ECONNRESET');
      sockets = dialer('workstation', 'default', NODE_IP);
      target = { host: ip, port: forward.port };
    } else {
      const ip = addresses.of(from);
      if (ip === undefined) return error('ENOTFOUND');
      sockets = dialer(`${from.namespace}/${from.name}`, from.namespace, ip);
    }
    const answer = await sockets.request(process, target.host, target.port, request, {
      totalMs: timeoutMs,
      tls: url.protocol === 'https:',
      insecure: true,
    });
    if (answer.ok) return { ok: true, response: answer.response };
    const { code } = answer.error;
    return error(code === 'TLS_PLAIN' || code === 'TLS_CERTIFICATE' ? 'ECONNRESET' : code);
  };

  return {
    open,
    node: dialer('node', 'default', NODE_IP),
    services: () => services.all(),
    forward: (localPort, pod, port) => {
      if (forwards.has(localPort)) {
        return `unable to listen on port ${localPort}: listen tcp4 127.0.0.1:${localPort}: bind: address already in use`;
      }
      if (addresses.of(pod) === undefined) return `unable to forward port because pod is not running`;
      forwards.set(localPort, { pod, port });
      return () => forwards.delete(localPort);
    },
    fetch: (from, url, init = {}) =>
      new Promise((resolve) => {
        const process = new Process(context.time);
        const at = new URL(url);
        const request: HttpRequest = {
          method: init.method ?? 'GET',
          path: init.path ?? `${at.pathname}${at.search}`,
          headers: { Host: at.host, ...init.headers },
          body: init.body ?? '',
        };
        process.start(async () => {
          resolve(await fromOutside(process, from, at, request, init.timeoutMs));
          return 0;
        });
      }),
    onRequest: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The node's end of the Pods' bridge: what a server sees as the address of a probe. */
const NODE_IP = '10.244.0.1';
