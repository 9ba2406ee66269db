import type { Listener } from '../process/machine';
import type { Process } from '../process/process';

export interface Listening {
  listener: Listener;
  process: Process;
}

interface Sandbox {
  pod: { namespace: string; name: string };
  ports: Map<number, Listening>;
}

/** Which Pod has which address, and what listens there. One /24 for each node, as kind and kubeadm hand them out. */
export class PodAddresses {
  private readonly sandboxes = new Map<string, Sandbox>();
  private readonly nodes: string[] = [];
  private readonly last = new Map<string, number>();

  /** The next free address, round and round, as the host-local plugin (containernetworking/plugins) gives them. */
  take(node: string, pod: { namespace: string; name: string }): string {
    if (!this.nodes.includes(node)) this.nodes.push(node);
    let block = this.nodes.indexOf(node);
    let number = this.last.get(node) ?? 1;
    for (let tries = 0; ; tries++) {
      number = number >= 254 ? 2 : number + 1;
      // A node of a real cluster takes 110 Pods; more than a /24 spill over.
      if (tries > 0 && tries % 253 === 0) block += 16;
      const ip = `10.244.${block % 256}.${number}`;
      if (this.sandboxes.has(ip)) continue;
      this.last.set(node, number);
      this.sandboxes.set(ip, { pod, ports: new Map() });
      return ip;
    }
  }

  release(ip: string): void {
    this.sandboxes.delete(ip);
  }

  of(pod: { namespace: string; name: string }): string | undefined {
    for (const [ip, sandbox] of this.sandboxes) {
      if (sandbox.pod.name === pod.name && sandbox.pod.namespace === pod.namespace) return ip;
    }
    return undefined;
  }

  sandbox(ip: string): Sandbox | undefined {
    return this.sandboxes.get(ip);
  }

  listening(ip: string, port: number): Listening | undefined {
    const found = this.sandboxes.get(ip)?.ports.get(port);
    return found?.process.alive ? found : undefined;
  }

  listen(ip: string, port: number, listening: Listening): boolean {
    const sandbox = this.sandboxes.get(ip);
    if (!sandbox || this.listening(ip, port)) return false;
    sandbox.ports.set(port, listening);
    listening.process.onEnd(() => {
      if (sandbox.ports.get(port) === listening) sandbox.ports.delete(port);
    });
    return true;
  }
}
