import { createImages } from '@/lib/cluster/images';
import type { ApiObject, Json, JsonMap, LogLine, PodRuntime } from '@/lib/cluster/interface';
import { startKubelet } from '@/lib/cluster/kubelet';
import { createNetwork, type Network } from '@/lib/cluster/network';
import { textAt } from '@/lib/cluster/object';
import { isPod, type Pod } from '@/lib/cluster/types/pod';
import { granted, testContext } from '../support';

type TestContext = ReturnType<typeof testContext>;

/** A node with a kubelet and a network: Pods are bound to it by hand, and there are no controllers. */
export class Node {
  readonly context: TestContext;
  readonly network: Network;
  readonly pods: PodRuntime;

  constructor(seed = 1) {
    this.context = testContext(seed);
    const { api } = this.context;
    if (!api.get({ apiVersion: 'v1', kind: 'Namespace', name: 'default' }).ok) {
      granted(api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }));
    }
    this.network = createNetwork(this.context);
    this.pods = startKubelet(this.context, { images: createImages(), network: this.network });
  }

  create(manifest: JsonMap): ApiObject {
    return granted(this.context.api.create(manifest));
  }

  /** Creates a Pod that is bound to the node, with one container `c` unless the spec says otherwise. */
  run(name: string, spec: JsonMap, metadata: JsonMap = {}): void {
    const { container, ...rest } = spec;
    const own: JsonMap = isMap(container) ? container : {};
    this.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default', ...metadata },
      spec: {
        nodeName: 'node',
        containers: [{ name: 'c', image: 'busybox:1.37.0', ...own }],
        ...rest,
      },
    });
  }

  /** A Pod that runs a script. */
  script(name: string, script: string, spec: JsonMap = {}): void {
    const { container, ...rest } = spec;
    const own: JsonMap = isMap(container) ? container : {};
    this.run(name, { ...rest, container: { command: ['sh', '-c', script], ...own } });
  }

  pod(name: string): Pod {
    const found = granted(
      this.context.api.get({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name }),
    );
    if (!isPod(found)) throw new Error('no Pod');
    return found;
  }

  exists(name: string): boolean {
    return this.context.api.get({ apiVersion: 'v1', kind: 'Pod', namespace: 'default', name }).ok;
  }

  status(name: string, index = 0) {
    const status = this.pod(name).status?.containerStatuses?.[index];
    if (!status) throw new Error('no status');
    return status;
  }

  log(name: string, options: { container?: string; previous?: boolean } = {}): string {
    const lines: LogLine[] = granted(this.pods.logs({ namespace: 'default', name }, options));
    return lines.map(({ text }) => `${text}\n`).join('');
  }

  /** `type reason message` of a Pod's events, oldest first. */
  events(name: string): string[] {
    const { items } = granted(
      this.context.api.list({ apiVersion: 'v1', kind: 'Event', namespace: 'default' }),
    );
    return items
      .filter((event) => textAt(event, 'involvedObject', 'name') === name)
      .map((event) => `${textAt(event, 'type')} ${textAt(event, 'reason')} ${textAt(event, 'message')}`);
  }

  condition(name: string, type: string): string {
    const found = this.pod(name).status?.conditions?.find((one) => one.type === type);
    return [found?.status, found?.reason, found?.message].filter((part) => part !== undefined).join(' ');
  }

  async seconds(count: number): Promise<void> {
    await this.context.time.advance(count * 1000);
  }

  /** Lets time pass until the Pod's phase is one of these. */
  async until(name: string, ...phases: string[]): Promise<void> {
    const reached = () => phases.includes(this.pod(name).status?.phase ?? '');
    await this.context.time.advance(3_600_000, { until: reached });
  }

  /** A Service with ready endpoints, as the endpoints controller would write them. */
  service(name: string, ips: string[], port: number, targetPort: number): void {
    this.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'default' },
      spec: { selector: { app: name }, ports: [{ port, targetPort }] },
    });
    this.create({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: `${name}-1`, namespace: 'default', labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: [{ name: '', port: targetPort, protocol: 'TCP' }],
      endpoints: ips.map((ip) => ({ addresses: [ip], conditions: { ready: true } })),
    });
  }
}

function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
