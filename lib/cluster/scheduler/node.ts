import { controllerOf } from '../controllers/shared/owners';
import type { ApiObject, JsonMap } from '../interface';
import { at, mapAt, mapsAt, numberAt, textAt } from '../object';
import type { WorkPod } from '../types/workloads';
import { type Amounts, addAll, amounts, requestsOf } from './requests';

/** A node with what runs on it, kept up to date Pod by Pod. As pkg/scheduler/framework/types.go, NodeInfo. */
export class NodeInfo {
  readonly used: Amounts = new Map();
  readonly ports = new Map<string, number>();
  readonly pods = new Map<string, WorkPod>();
  /** Those that do not want others near them: usually none, and then nobody has to be asked. */
  readonly repelling = new Map<string, WorkPod>();
  /** How many Pods each controller has here, by its uid. */
  readonly kin = new Map<string, number>();
  allocatable: Amounts = new Map();

  constructor(public node: ApiObject) {
    this.update(node);
  }

  get name(): string {
    return this.node.metadata.name;
  }

  update(node: ApiObject): void {
    this.node = node;
    this.allocatable = amounts(mapAt(node, 'status', 'allocatable'));
  }

  add(pod: WorkPod): void {
    this.remove(pod.metadata.uid);
    const { uid } = pod.metadata;
    this.pods.set(uid, pod);
    if (at(pod.spec, 'affinity', 'podAntiAffinity') !== undefined) this.repelling.set(uid, pod);
    this.countKin(pod, 1);
    addAll(this.used, requestsOf(pod));
    for (const port of hostPorts(pod)) this.ports.set(port, (this.ports.get(port) ?? 0) + 1);
  }

  /** Takes the Pod off; answers whether it was there. */
  remove(uid: string): boolean {
    const pod = this.pods.get(uid);
    if (!pod) return false;
    this.pods.delete(uid);
    this.repelling.delete(uid);
    this.countKin(pod, -1);
    addAll(this.used, requestsOf(pod), -1);
    for (const port of hostPorts(pod)) this.ports.set(port, (this.ports.get(port) ?? 1) - 1);
    return true;
  }

  private countKin(pod: WorkPod, by: number): void {
    const owner = controllerOf(pod)?.uid;
    if (owner !== undefined) this.kin.set(owner, (this.kin.get(owner) ?? 0) + by);
  }
}

/** `TCP/8080` for each port of the node that a Pod wants. */
export function hostPorts(pod: WorkPod): string[] {
  const hostNetwork = pod.spec.hostNetwork === true;
  return mapsAt(pod.spec, 'containers').flatMap((container) =>
    mapsAt(container, 'ports').flatMap((port: JsonMap) => {
      const number =
        numberAt(port, 'hostPort') ?? (hostNetwork ? numberAt(port, 'containerPort') : undefined);
      return number ? `${textAt(port, 'protocol') ?? 'TCP'}/${number}` : [];
    }),
  );
}
