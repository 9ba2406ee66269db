import type { ContainerImage } from '../images/image';
import type { PodNetwork } from '../network';
import { Process, type RunningContainer } from '../process';
import type { Container, Probe } from '../types/container';
import type { ContainerState, ContainerStatus, ContainerTerminated, Pod } from '../types/pod';
import { Backoff } from './backoff';
import type { PodFacts } from './fields';
import { endWithinGrace } from './grace';
import { perform, type Target } from './handlers';
import { ContainerLog } from './logs';
import { makeContainer } from './make';
import { startProbes } from './probes';
import { ImagePuller, resyncMs } from './pull';
import { formatPod, goDuration, type Surroundings, stamp } from './surroundings';
import type { MountedVolume } from './volumes';

/** How long the kubelet takes to see that a container ended: the generic PLEG looks each second. */
const NOTICE_MS = 500;
const CREATE_MS = 150;
const START_MS = 150;
const FIRST_CRASH_MS = 10_000;
const MOST_CRASH_MS = 300_000;

export interface PodShell {
  around: Surroundings;
  pod: () => Pod;
  facts: () => PodFacts;
  network: () => PodNetwork;
  volumes: () => ReadonlyMap<string, MountedVolume>;
  /** Something of a container's status changed. */
  changed: () => void;
}

type Role = 'init' | 'sidecar' | 'main';

/** One container of a Pod: pulls, configures, starts, watches and starts it again, as long as its Pod wants it to. */
export class ContainerRunner {
  state: ContainerState = { waiting: { reason: 'PodInitializing' } };
  lastState: ContainerState = {};
  restartCount = 0;
  ready = false;
  started = false;
  log: ContainerLog | undefined;
  previousLog: ContainerLog | undefined;
  running: RunningContainer | undefined;
  private imageId = '';
  private containerId = '';
  private serial = 0;
  private stopping = false;
  private over = false;
  private readonly process: Process;
  private readonly endings: (() => void)[] = [];
  private readonly crashes = new Backoff(FIRST_CRASH_MS, MOST_CRASH_MS);

  constructor(
    private readonly shell: PodShell,
    readonly name: string,
    readonly role: Role,
  ) {
    this.process = new Process(shell.around.context.time);
    if (role !== 'main' || !shell.pod().spec.initContainers?.length) {
      this.state = { waiting: { reason: 'ContainerCreating' } };
    }
    if (shell.pod().spec.initContainers?.length) this.state = { waiting: { reason: 'PodInitializing' } };
  }

  get container(): Container {
    const { spec } = this.shell.pod();
    const list = this.role === 'main' ? spec.containers : (spec.initContainers ?? []);
    return list.find(({ name }) => name === this.name) ?? { name: this.name };
  }

  /** Whether it has ended for good. */
  get ended(): boolean {
    return this.over;
  }

  get exitCode(): number | undefined {
    return this.state.terminated?.exitCode;
  }

  onEnded(tell: () => void): void {
    if (this.over) tell();
    else this.endings.push(tell);
  }

  start(): void {
    this.process.start(async () => {
      await this.live();
      this.finish();
      return 0;
    });
  }

  private finish(): void {
    if (this.over) return;
    this.over = true;
    for (const tell of this.endings) tell();
  }

  status(): ContainerStatus {
    const { image = '' } = this.container;
    return {
      name: this.name,
      state: this.state,
      lastState: this.lastState,
      ready: this.role === 'init' ? this.exitCode === 0 : this.ready,
      started: this.role === 'init' ? this.state.running !== undefined : this.started,
      restartCount: this.restartCount,
      image: this.imageId ? (this.shell.around.images.canonical(image) ?? image) : image,
      imageID: this.imageId,
      ...(this.containerId ? { containerID: this.containerId } : {}),
    };
  }

  private set(state: ContainerState): void {
    this.state = state;
    this.shell.changed();
  }

  private record(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.shell.around.record(this.shell.pod(), type, reason, message);
  }

  private async live(): Promise<void> {
    const { around } = this.shell;
    const puller = new ImagePuller({
      around,
      process: this.process,
      pod: () => this.shell.pod(),
      container: () => this.container,
      waiting: (reason, message) => this.set({ waiting: { reason, message } }),
    });
    while (!this.stopping) {
      const { image, imageId } = await puller.ensure();
      this.imageId = imageId;
      const made = this.configure(image);
      if (typeof made === 'string') {
        this.record('Warning', 'Failed', `Error: ${made}`);
        this.set({ waiting: { reason: 'CreateContainerConfigError', message: made } });
        await this.process.sleep(resyncMs(around));
        continue;
      }
      const terminated = await this.once(made);
      if (this.stopping || !this.restarts(terminated.exitCode)) {
        this.set({ terminated });
        return;
      }
      await this.waitAfter(terminated);
      this.restartCount++;
    }
  }

  /** As pkg/kubelet/container/helpers.go, ShouldContainerBeRestarted. */
  private restarts(exitCode: number): boolean {
    if (this.role === 'sidecar') return true;
    const policy = this.shell.pod().spec.restartPolicy ?? 'Always';
    if (this.role === 'init') return exitCode !== 0 && policy !== 'Never';
    return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
  }

  /** As kuberuntime_manager.go, doBackOff: the first restart is immediate. */
  private async waitAfter(terminated: ContainerTerminated): Promise<void> {
    const { context } = this.shell.around;
    const key = this.name;
    const since = Date.parse(terminated.finishedAt ?? '') || context.time.now();
    this.set({ terminated });
    while (this.crashes.left(key, since, context.time.now()) > 0) {
      const wait = goDuration(this.crashes.wait(key));
      const where = formatPod(this.shell.pod());
      this.lastState = { terminated };
      this.record('Warning', 'BackOff', `Back-off restarting failed container ${this.name} in pod ${where}`);
      const message = `back-off ${wait} restarting failed container=${this.name} pod=${where}`;
      this.set({ waiting: { reason: 'CrashLoopBackOff', message } });
      const left = this.crashes.left(key, since, context.time.now());
      await this.process.sleep(Math.min(left, resyncMs(this.shell.around)));
    }
    this.crashes.next(key, context.time.now());
    this.lastState = { terminated };
  }

  /** What the container is made of, or why it cannot be configured. */
  private configure(image: ContainerImage): RunningContainer | string {
    const log = new ContainerLog(() => this.shell.around.context.time.now());
    this.nextLog = log;
    return makeContainer(this.shell, this.container, image, (stream, text) => log.write(stream, text));
  }

  private nextLog: ContainerLog | undefined;

  /** One run, from its creation to its end. */
  private async once(running: RunningContainer): Promise<ContainerTerminated> {
    const { around } = this.shell;
    const { context } = around;
    this.previousLog = this.log;
    this.log = this.nextLog;
    const id = containerId(`${this.shell.pod().metadata.uid}/${this.name}/${this.serial++}`);
    const runId = `containerd://${id}`;
    await this.process.sleep(CREATE_MS);
    this.record('Normal', 'Created', 'Container created');
    await this.process.sleep(START_MS);
    const prepared = await running.prepare();
    this.containerId = runId;
    if ('why' in prepared) {
      const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: ${prepared.why}: unknown`;
      this.record('Warning', 'Failed', `Error: ${message}`);
      this.set({ waiting: { reason: 'RunContainerError', message } });
      await this.process.sleep(NOTICE_MS);
      return {
        exitCode: 128,
        reason: 'StartError',
        message,
        startedAt: '1970-01-01T00:00:00Z',
        finishedAt: stamp(context.time.now()),
        containerID: runId,
      };
    }
    const startedAt = stamp(context.time.now());
    this.running = running;
    running.start(prepared);
    this.record('Normal', 'Started', 'Container started');
    context.log.write({ actor: 'kubelet', object: this.ref(), what: 'container started', why: this.name });
    this.set({ running: { startedAt } });
    this.watch(running);
    const exitCode = await this.process.block<number>((wake) => running.init.onEnd(wake));
    const finishedAt = stamp(context.time.now());
    this.log?.close();
    await this.process.sleep(NOTICE_MS);
    this.running = undefined;
    this.ready = false;
    this.started = false;
    const message = await this.lastWords(running, exitCode);
    context.log.write({
      actor: 'kubelet',
      object: this.ref(),
      what: 'container ended',
      why: `${this.name}: exit code ${exitCode}`,
    });
    return {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      ...(message ? { message } : {}),
      startedAt,
      finishedAt,
      containerID: runId,
    };
  }

  private ref() {
    const { name, namespace } = this.shell.pod().metadata;
    return { apiVersion: 'v1', kind: 'Pod', namespace, name };
  }

  /** The termination message. As kuberuntime_container.go, getTerminationMessage. */
  private async lastWords(running: RunningContainer, exitCode: number): Promise<string> {
    const { terminationMessagePath, terminationMessagePolicy } = this.container;
    const text = await running.read(terminationMessagePath ?? '/dev/termination-log');
    if (text) return text.slice(0, 4096);
    if (terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0) return '';
    const lines = (this.log?.all() ?? []).slice(-80).map((line) => `${line.text}\n`);
    return lines.join('').slice(-2048);
  }

  private target(running: RunningContainer): Target {
    return {
      around: this.shell.around,
      running,
      container: this.container,
      podIp: this.shell.network().sockets.ip,
    };
  }

  /** The postStart hook, and then the probes. */
  private watch(running: RunningContainer): void {
    const target = this.target(running);
    const probes = () =>
      startProbes({
        ...target,
        pod: () => this.shell.pod(),
        setReady: (ready) => {
          if (!running.init.alive || this.ready === ready) return;
          this.ready = ready;
          this.shell.changed();
        },
        setStarted: () => {
          if (!running.init.alive || this.started) return;
          this.started = true;
          this.shell.changed();
        },
        kill: (message, probe) => this.restartNow(running, message, probe),
      });
    const hook = this.container.lifecycle?.postStart;
    if (!hook || this.role === 'init') {
      if (this.role !== 'init') probes();
      return;
    }
    const process = new Process(this.shell.around.context.time);
    running.init.onEnd(() => process.end(0));
    process.start(async () => {
      const outcome = await perform(target, hook, process, HOOK_MS);
      if (outcome === 'success') probes();
      else {
        this.record('Warning', 'FailedPostStartHook', 'PostStartHook failed');
        this.restartNow(running, `FailedPostStartHook`, {});
      }
      return 0;
    });
  }

  private restartNow(running: RunningContainer, message: string, probe: Probe): void {
    this.record('Normal', 'Killing', message);
    const grace =
      probe.terminationGracePeriodSeconds ?? this.shell.pod().spec.terminationGracePeriodSeconds ?? 30;
    this.ready = false;
    this.shell.changed();
    endWithinGrace(this.target(running), grace * 1000, () => this.hookFailed());
  }

  private hookFailed(): void {
    this.record('Warning', 'FailedPreStopHook', 'PreStopHook failed');
  }

  /** Ends the container for good, within its grace. */
  stop(graceMs: number): void {
    this.stopping = true;
    const { running } = this;
    if (running?.init.alive) {
      this.record('Normal', 'Killing', `Stopping container ${this.name}`);
      endWithinGrace(this.target(running), graceMs, () => this.hookFailed());
      return;
    }
    if (!running) {
      this.process.end(0);
      this.finish();
    }
  }

  /** Ends everything at once: its Pod is gone. */
  destroy(): void {
    this.stopping = true;
    this.running?.init.end(137);
    this.process.end(0);
    this.finish();
  }
}

const HOOK_MS = 3_600_000;

/** 64 hex digits that follow from what the container is. */
function containerId(text: string): string {
  let id = '';
  for (let part = 0; part < 8; part++) {
    let hash = 0x811c9dc5 ^ (part * 0x85ebca6b);
    for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    id += ((hash ^ (hash >>> 15)) >>> 0).toString(16).padStart(8, '0');
  }
  return id;
}
