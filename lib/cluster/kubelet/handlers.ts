import type { Process, RunningContainer } from '../process';
import type { Container, Handler } from '../types/container';
import { expand } from './expand';
import { goDuration, type Surroundings } from './surroundings';

export type Outcome = 'success' | { failure: string } | { error: string };

export interface Target {
  around: Surroundings;
  running: RunningContainer;
  container: Container;
  podIp: string;
}

/** The number behind a port's name or number, or undefined. */
function portOf(container: Container, port: number | string): number | undefined {
  if (typeof port === 'number') return port;
  if (/^\d+$/.test(port)) return Number(port);
  return container.ports?.find(({ name }) => name === port)?.containerPort;
}

/** Does what a probe or a hook asks, once. Messages as pkg/probe/{http,tcp,exec,grpc} and pkg/kubelet/prober/prober.go. */
export async function perform(
  target: Target,
  handler: Handler,
  process: Process,
  timeoutMs: number,
): Promise<Outcome> {
  if (handler.exec) return runCommand(target, handler.exec.command ?? [], process, timeoutMs);
  if (handler.httpGet) return httpGet(target, handler.httpGet, process, timeoutMs);
  if (handler.tcpSocket) return tcp(target, handler.tcpSocket, process, timeoutMs);
  if (handler.grpc) return grpc(target, handler.grpc, process, timeoutMs);
  if (handler.sleep) await process.sleep(handler.sleep.seconds * 1000);
  return 'success';
}

async function runCommand(
  { running, container }: Target,
  command: string[],
  process: Process,
  timeoutMs: number,
): Promise<Outcome> {
  const literal = new Map(
    (container.env ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
  );
  const argv = command.map((word) => expand(word, literal));
  return process.block<Outcome>((wake) => {
    const started = running.exec(argv, (result) => {
      if ('why' in result) wake({ error: execError(result.why) });
      else wake(result.exitCode === 0 ? 'success' : { failure: result.combined.slice(0, 10_240) });
    });
    process.after(timeoutMs, () => {
      if (!started.alive) return;
      wake({ failure: `command timed out: "${argv.join(' ')}" timed out after ${goDuration(timeoutMs)}` });
      started.signal('KILL');
    });
  });
}

export const execError = (why: string) =>
  `rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: exec: ${why}: unknown`;

async function httpGet(
  { around, container, podIp }: Target,
  action: NonNullable<Handler['httpGet']>,
  process: Process,
  timeoutMs: number,
): Promise<Outcome> {
  const port = portOf(container, action.port);
  if (port === undefined) return { error: `couldn't find port: ${action.port}` };
  const host = action.host || podIp;
  const tls = action.scheme?.toUpperCase() === 'HTTPS';
  const given = action.path ?? '/';
  const path = given.startsWith('/') ? given : `/${given}`;
  const headers: { [name: string]: string } = { 'User-Agent': 'kube-probe/1.36', Accept: '*/*' };
  for (const { name, value } of action.httpHeaders ?? []) headers[name] = value;
  const address = `${host}:${port}`;
  headers.Host ??= address;
  const request = { method: 'GET', path, headers, body: '' };
  const limits = { totalMs: timeoutMs, tls, insecure: true };
  const answer = await around.network.node.request(process, host, port, request, limits);
  const get = `Get "${tls ? 'https' : 'http'}://${address}${path}"`;
  if (!answer.ok) {
    switch (answer.error.code) {
      case 'ECONNREFUSED':
        return { failure: `${get}: dial tcp ${address}: connect: connection refused` };
      case 'ENOTFOUND':
        return { failure: `${get}: dial tcp: lookup ${host}: no such host` };
      case 'TLS_PLAIN':
        return { failure: `${get}: http: server gave HTTP response to HTTPS client` };
      case 'ECONNRESET':
        return { failure: `${get}: EOF` };
    }
    return {
      failure: answer.connected
        ? `${get}: context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
        : `${get}: dial tcp ${address}: i/o timeout (Client.Timeout exceeded while awaiting headers)`,
    };
  }
  const { status } = answer.response;
  if (status >= 200 && status < 400) return 'success';
  return { failure: `HTTP probe failed with statuscode: ${status}` };
}

async function tcp(
  { around, container, podIp }: Target,
  action: NonNullable<Handler['tcpSocket']>,
  process: Process,
  timeoutMs: number,
): Promise<Outcome> {
  const port = portOf(container, action.port);
  if (port === undefined) return { error: `couldn't find port: ${action.port}` };
  const host = action.host || podIp;
  const dialled = await around.network.node.connect(process, host, port, timeoutMs);
  if (dialled.ok) return 'success';
  const refused = dialled.error.code === 'ECONNREFUSED';
  return { failure: `dial tcp ${host}:${port}: ${refused ? 'connect: connection refused' : 'i/o timeout'}` };
}

async function grpc(
  { around, podIp }: Target,
  { port, service }: NonNullable<Handler['grpc']>,
  process: Process,
  timeoutMs: number,
): Promise<Outcome> {
  const answer = await around.network.node.grpc(process, port, podIp, service ?? '', timeoutMs);
  if (answer === 'SERVING') return 'success';
  const address = `${podIp}:${port}`;
  if (answer === 'NOT_SERVING' || answer === 'UNKNOWN') {
    return { failure: `service unhealthy (responded with "${answer}")` };
  }
  if (answer === 'UNIMPLEMENTED') {
    return {
      failure:
        'this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service grpc.health.v1.Health',
    };
  }
  return {
    failure: `timeout: failed to connect service "${address}" within ${goDuration(timeoutMs)}: context deadline exceeded`,
  };
}
