import type { PodNetwork } from '../network';
import { equal } from '../object';
import { Process } from '../process';
import { isPod, isPodTerminal, type Pod, type PodStatus } from '../types/pod';
import type { PodFacts } from './fields';
import { ContainerRunner, type PodShell } from './runner';
import { conditionsOf, phaseOf, qosClass } from './status';
import { nodeIp, type Surroundings, stamp } from './surroundings';
import { type MountedVolume, mountVolumes } from './volumes';

/** From the binding until the kubelet has begun, and for a sandbox with its network. */
const NOTICE_MS = 50;
const SANDBOX_MS = 350;
/** As pkg/util/goroutinemap/exponentialbackoff: half a second, doubled up to two minutes and two seconds. */
const FIRST_MOUNT_MS = 500;
const MOST_MOUNT_MS = 122_000;

/** One Pod on its node: from its first status to its deletion. As pkg/kubelet/pod_workers.go and kubelet.go, SyncPod. */
export class PodWorker {
  readonly runners: ContainerRunner[] = [];
  private readonly process: Process;
  private network: PodNetwork | undefined;
  private volumes: ReadonlyMap<string, MountedVolume> = new Map();
  private readonly startTime: string;
  private readonly hostIp: string;
  private terminating = false;
  private writing = false;
  private outcome: { reason: string; message: string } | undefined;
  private podIp = '';

  constructor(
    private readonly around: Surroundings,
    private current: Pod,
  ) {
    const { time } = around.context;
    this.process = new Process(time);
    this.hostIp = nodeIp(around, current.spec.nodeName ?? '');
    this.startTime = current.status?.startTime ?? stamp(time.now());
  }

  get pod(): Pod {
    return this.current;
  }

  /** The Pod's containers by name. */
  runner(name: string): ContainerRunner | undefined {
    return this.runners.find((runner) => runner.name === name);
  }

  start(): void {
    this.process.start(async () => {
      await this.process.sleep(NOTICE_MS);
      this.makeRunners();
      this.publish();
      this.watchDeadline();
      await this.setUp();
      await this.runContainers();
      await this.complete();
      return 0;
    });
  }

  /** The Pod was changed by somebody else. */
  changed(pod: Pod): void {
    this.current = pod;
    if (pod.metadata.deletionTimestamp)
      this.terminate((pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000);
  }

  /** The Pod is gone from the API: nothing of it may go on. */
  destroy(): void {
    this.terminating = true;
    this.process.end(0);
    for (const runner of this.runners) runner.destroy();
    this.network?.close();
  }

  private shell(): PodShell {
    return {
      around: this.around,
      pod: () => this.current,
      facts: () => this.facts(),
      network: () => this.opened(),
      volumes: () => this.volumes,
      changed: () => this.publish(),
    };
  }

  private facts(): PodFacts {
    return { pod: this.current, podIp: this.podIp, hostIp: this.hostIp };
  }

  private opened(): PodNetwork {
    if (!this.network) throw new Error('a container runs without a sandbox');
    return this.network;
  }

  private makeRunners(): void {
    const { initContainers = [], containers } = this.current.spec;
    const shell = this.shell();
    for (const { name, restartPolicy } of initContainers) {
      this.runners.push(new ContainerRunner(shell, name, restartPolicy === 'Always' ? 'sidecar' : 'init'));
    }
    for (const { name } of containers) this.runners.push(new ContainerRunner(shell, name, 'main'));
  }

  /** Volumes, and then the sandbox with its address. */
  private async setUp(): Promise<void> {
    for (let wait = FIRST_MOUNT_MS; ; wait = Math.min(wait * 2, MOST_MOUNT_MS)) {
      const mounted = mountVolumes(this.around, this.facts());
      if (mounted.ok) {
        this.volumes = mounted.volumes;
        break;
      }
      this.around.record(this.current, 'Warning', 'FailedMount', mounted.message);
      await this.process.sleep(wait);
    }
    await this.process.sleep(SANDBOX_MS);
    const { name, namespace = '' } = this.current.metadata;
    this.network = this.around.network.open({ namespace, name, node: this.current.spec.nodeName ?? '' });
    this.podIp = this.network.sockets.ip;
    // Downward API files know the Pod's address only now.
    const again = mountVolumes(this.around, this.facts());
    if (again.ok && this.current.spec.volumes?.some((volume) => volume.downwardAPI ?? volume.projected)) {
      this.volumes = again.volumes;
    }
    this.publish();
  }

  private async runContainers(): Promise<void> {
    for (const runner of this.runners) {
      if (runner.role === 'main') continue;
      runner.start();
      if (runner.role === 'sidecar') {
        while (!runner.started) await this.process.sleep(SIDECAR_LOOK_MS);
        continue;
      }
      await this.process.block<void>((wake) => runner.onEnded(() => wake(undefined)));
      if (runner.exitCode !== 0) return;
    }
    const main = this.runners.filter(({ role }) => role === 'main');
    for (const runner of main) runner.start();
    for (const runner of main) {
      await this.process.block<void>((wake) => runner.onEnded(() => wake(undefined)));
    }
  }

  /** All that were to run have ended for good: the sidecars follow, and the sandbox goes. */
  private async complete(): Promise<void> {
    const grace = (this.current.spec.terminationGracePeriodSeconds ?? 30) * 1000;
    await this.stopAll(this.process, grace);
    this.publish();
    this.network?.close();
  }

  private async stopAll(process: Process, graceMs: number): Promise<void> {
    for (const runner of this.runners) if (!runner.ended) runner.stop(graceMs);
    for (const runner of this.runners) {
      if (!runner.ended) await process.block<void>((wake) => runner.onEnded(() => wake(undefined)));
    }
  }

  /** Deletion: everything stops within the grace, and then the API is told that the Pod may go. */
  private terminate(graceMs: number): void {
    if (this.terminating) return;
    this.terminating = true;
    this.process.end(0);
    const process = new Process(this.around.context.time);
    process.start(async () => {
      await this.stopAll(process, graceMs);
      this.publish();
      this.network?.close();
      await process.sleep(NOTICE_MS);
      this.confirmDeletion();
      return 0;
    });
  }

  private confirmDeletion(): void {
    const { name, namespace, uid } = this.current.metadata;
    const ref = { apiVersion: 'v1', kind: 'Pod', namespace, name };
    const answer = this.around.context.api.delete(ref, {
      gracePeriodSeconds: 0,
      preconditions: { uid },
      manager: 'kubelet',
      why: 'its containers have stopped',
    });
    if (!answer.ok && answer.error.code !== 404 && answer.error.code !== 409) {
      this.around.context.fault(`kubelet: ${answer.error.message}`);
    }
  }

  /** As pkg/kubelet/active_deadline.go. */
  private watchDeadline(): void {
    const seconds = this.current.spec.activeDeadlineSeconds;
    if (seconds === undefined) return;
    const { time } = this.around.context;
    this.process.after(Math.max(0, Date.parse(this.startTime) + seconds * 1000 - time.now()), () => {
      if (this.terminating || isPodTerminal(this.current)) return;
      const message = 'Pod was active on the node longer than the specified deadline';
      this.around.record(this.current, 'Normal', 'DeadlineExceeded', message);
      this.outcome = { reason: 'DeadlineExceeded', message };
      this.process.end(0);
      const process = new Process(time);
      process.start(async () => {
        await this.stopAll(process, (this.current.spec.terminationGracePeriodSeconds ?? 30) * 1000);
        this.publish(true);
        this.network?.close();
        return 0;
      });
    });
  }

  /** Writes the Pod's status, if it changed. */
  private publish(failed = false): void {
    const { context } = this.around;
    const { name, namespace, uid } = this.current.metadata;
    const found = context.api.get({ apiVersion: 'v1', kind: 'Pod', namespace, name });
    if (!found.ok || found.value.metadata.uid !== uid || !isPod(found.value) || this.writing) return;
    const pod = found.value;
    if (isPodTerminal(pod) && pod.status?.reason === 'DeadlineExceeded') return;
    const status = this.statusOf(pod, failed);
    if (equal(pod.status, status)) return;
    this.writing = true;
    const answer = context.api.update(
      { ...pod, status },
      { subresource: 'status', manager: 'kubelet', why: status.reason ?? status.phase },
    );
    this.writing = false;
    if (answer.ok && isPod(answer.value)) this.current = answer.value;
    else if (!answer.ok && answer.error.code !== 404 && answer.error.code !== 409) {
      context.fault(`kubelet: status of ${namespace}/${name}: ${answer.error.message}`);
    }
  }

  private statusOf(pod: Pod, failed: boolean): PodStatus {
    const of = (init: boolean) =>
      this.runners.filter(({ role }) => (role !== 'main') === init).map((runner) => runner.status());
    const init = of(true);
    const main = of(false);
    const seen = { spec: pod.spec, init, main };
    const phase = failed ? 'Failed' : phaseOf(seen);
    const now = stamp(this.around.context.time.now());
    const hasSandbox = this.network !== undefined && phase !== 'Succeeded' && phase !== 'Failed';
    const conditions = conditionsOf(pod, { ...seen, phase, hasSandbox, now });
    return {
      ...pod.status,
      phase,
      ...(failed ? this.outcome : {}),
      conditions,
      hostIP: this.hostIp,
      hostIPs: [{ ip: this.hostIp }],
      ...(this.podIp ? { podIP: this.podIp, podIPs: [{ ip: this.podIp }] } : {}),
      startTime: this.startTime,
      ...(init.length > 0 ? { initContainerStatuses: init } : {}),
      containerStatuses: main,
      qosClass: qosClass(pod.spec),
    };
  }
}

const SIDECAR_LOOK_MS = 200;
