import type { Context } from '../context';
import type { HttpRequest, NetworkError } from '../interface';
import type {
  Dialled,
  Exchange,
  Listener,
  RequestLimits,
  Served,
  Sockets,
  SqlQuery,
  TlsError,
} from '../process/machine';
import type { Process } from '../process/process';
import type { Listening, PodAddresses } from './addresses';
import { type Resolved, resolveName } from './names';
import type { Route, Services } from './services';

// A lookup and a handshake on one node, in ms.
const LOOKUP_MS = 1;
const HANDSHAKE_MS = 1;
const ANSWER_MS = 1;
/** As the kernel's ip-sysctl documentation has it for tcp_syn_retries of 6. */
const SYN_TIMEOUT_MS = 131_000;

/** One request and what became of it. */
export interface Told {
  time: number;
  from: string;
  url: string;
  service?: string;
  pod?: string;
  status?: number;
  error?: NetworkError['code'];
}

interface Surroundings {
  context: Context;
  services: Services;
  addresses: PodAddresses;
  /** Who calls: `namespace/name`. */
  from: string;
  namespace: string;
  ip: string;
  tell: (told: Told) => void;
}

type Connected =
  | {
      ok: true;
      ip: string;
      port: number;
      dialledIp: string;
      server: Listening;
      service?: string;
      connectMs: number;
    }
  | { ok: false; error: NetworkError; service?: string };

/** The network as one Pod sees it. */
export class Dialer implements Sockets {
  constructor(private readonly around: Surroundings) {}

  get ip(): string {
    return this.around.ip;
  }

  resolve(host: string): string[] {
    return this.lookUp(host).addresses;
  }

  fullName(host: string): string {
    return this.lookUp(host).fullName;
  }

  private lookUp(host: string): Resolved {
    const { context, namespace, services } = this.around;
    return resolveName(context, namespace, host, (service) => services.endpointsOf(service));
  }

  private async dial(process: Process, host: string, port: number, timeoutMs?: number): Promise<Connected> {
    const { services, addresses, context } = this.around;
    const began = context.time.now();
    const error = (code: NetworkError['code'], service?: string): Connected => ({
      ok: false,
      error: { code, host, port },
      service,
    });
    await process.sleep(LOOKUP_MS);
    const found = this.lookUp(host).addresses;
    const dialledIp = found[Math.floor(context.random() * found.length)];
    if (dialledIp === undefined) return error('ENOTFOUND');
    const route: Route =
      dialledIp === '127.0.0.1' ? { to: 'pod', ip: this.ip, port } : services.route(dialledIp, port);
    const service = route.to === 'nowhere' ? undefined : route.service;
    if (route.to === 'rejected') {
      await process.sleep(HANDSHAKE_MS);
      return error('ECONNREFUSED', service);
    }
    if (route.to === 'nowhere' || !addresses.sandbox(route.ip)) {
      await process.sleep(Math.max(0, Math.min(timeoutMs ?? SYN_TIMEOUT_MS, SYN_TIMEOUT_MS) - LOOKUP_MS));
      return error('ETIMEDOUT', service);
    }
    await process.sleep(HANDSHAKE_MS);
    const server = addresses.listening(route.ip, route.port);
    if (!server) return error('ECONNREFUSED', service);
    const connectMs = context.time.now() - began;
    return { ok: true, ip: route.ip, port: route.port, dialledIp, server, service, connectMs };
  }

  async connect(process: Process, host: string, port: number, timeoutMs?: number): Promise<Dialled> {
    const made = await this.dial(process, host, port, timeoutMs);
    return made.ok ? { ok: true, ip: made.dialledIp, port } : { ok: false, error: made.error };
  }

  async request(
    process: Process,
    host: string,
    port: number,
    request: HttpRequest,
    limits: RequestLimits = {},
  ): Promise<Exchange> {
    const scheme = limits.tls ? 'https' : 'http';
    const url = `${scheme}://${host}${port === (limits.tls ? 443 : 80) ? '' : `:${port}`}${request.path}`;
    const { context, addresses, tell, from } = this.around;
    const began = context.time.now();
    const connectMs = least(limits.connectMs, limits.totalMs);
    const made = await this.dial(process, host, port, connectMs);
    const told = (more: Partial<Told>) =>
      tell({
        time: context.time.now(),
        from,
        url,
        ...(made.service ? { service: made.service } : {}),
        ...more,
      });
    if (!made.ok) {
      told({ error: made.error.code });
      return { ok: false, error: made.error, connected: false };
    }
    const sandbox = addresses.sandbox(made.ip);
    const pod = sandbox ? `${sandbox.pod.namespace}/${sandbox.pod.name}` : made.ip;
    const fail = (code: NetworkError['code'] | TlsError['code'], connected: boolean): Exchange => {
      told({ pod, error: code === 'TLS_PLAIN' || code === 'TLS_CERTIFICATE' ? 'ECONNRESET' : code });
      const error = { host, port };
      return code === 'TLS_PLAIN' || code === 'TLS_CERTIFICATE'
        ? { ok: false, error: { ...error, code }, connected }
        : { ok: false, error: { ...error, code }, connected };
    };
    const { listener } = made.server;
    if (limits.tls && !listener.tls) return fail('TLS_PLAIN', true);
    if (limits.tls && !limits.insecure) return fail('TLS_CERTIFICATE', true);
    if (listener.tls && !limits.tls) return fail('ECONNRESET', true);
    if (!listener.http) return fail('ECONNRESET', true);
    const served = await this.serve(listener, request);
    const left = limits.totalMs === undefined ? undefined : limits.totalMs - (context.time.now() - began);
    const wait = ANSWER_MS + (served.delayMs ?? 0);
    if (left !== undefined && wait > left) {
      await process.sleep(Math.max(0, left));
      return fail('ETIMEDOUT', true);
    }
    await process.sleep(wait);
    if (served.drop || !made.server.process.alive) return fail('ECONNRESET', true);
    told({ pod, status: served.status });
    const { status, headers, body } = served;
    const response = { status, headers, body: request.method === 'HEAD' ? '' : body };
    return { ok: true, response, ip: made.dialledIp, port, connectMs: made.connectMs };
  }

  private async serve(listener: Listener, request: HttpRequest): Promise<Served> {
    const answer = await listener.http?.(request, { ip: this.ip });
    return answer ?? { status: 500, headers: {}, body: '', drop: true };
  }

  async sql(process: Process, host: string, port: number, query: SqlQuery, timeoutMs?: number) {
    const made = await this.dial(process, host, port, timeoutMs);
    if (!made.ok) return { ok: false, error: made.error } as const;
    await process.sleep(ANSWER_MS);
    return { ok: true, answer: made.server.listener.sql?.(query) } as const;
  }

  async grpc(process: Process, port: number, ip: string, service: string, timeoutMs: number) {
    const made = await this.dial(process, ip, port, timeoutMs);
    if (!made.ok) return made.error.code;
    await process.sleep(ANSWER_MS);
    return made.server.listener.grpc?.(service) ?? 'UNIMPLEMENTED';
  }

  listen(process: Process, port: number, listener: Listener): 'EADDRINUSE' | undefined {
    return this.around.addresses.listen(this.ip, port, { listener, process }) ? undefined : 'EADDRINUSE';
  }
}

const least = (a: number | undefined, b: number | undefined) =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);
