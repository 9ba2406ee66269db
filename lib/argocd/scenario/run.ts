import { reconcile } from '../compare/reconcile';
import { normalizeTargets, targetsForSync } from '../compare/targets';
import { keyText, keyTextOf } from '../key';
import { isBeingDeleted, type KubeObject } from '../object';
import { afterPass, beforePass } from '../operation/cycle';
import { retryWait } from '../operation/retry';
import { newOperationState, type OperationState } from '../operation/state';
import { runSteps } from '../sync/action';
import type { SyncInput } from '../sync/input';
import { syncPass } from '../sync/pass';
import { planTasks } from '../sync/plan';
import { isCompleted, type ResourceResult } from '../sync/result';
import { settingsOf } from '../sync/settings';
import { objectOf } from '../sync/task';
import { terminatePass } from '../sync/terminate';
import { perform } from './perform';
import { type Happened, Recorder } from './record';
import { type Scenario, textsAt } from './scenario';
import { isNamed, labelOf, scopeOf, World } from './world';

/** Beside one for each object, since each may have a wave of its own: a retry without a limit ends somewhere. */
const MOST_PASSES = 500;

/** Runs a scenario to its end, or until nothing changes any more. */
export function runScenario(scenario: Scenario): Happened {
  return new Run(scenario).toEnd();
}

class Run {
  private readonly world: World;
  private readonly recorder = new Recorder();
  private state: OperationState;
  private passes = 0;
  private now: number;
  private readonly targets: readonly KubeObject[];

  constructor(private readonly scenario: Scenario) {
    this.world = new World(scenario);
    const { options } = scenario;
    this.now = options.startedAt;
    const normal = normalizeTargets(scenario.manifests, options.namespace, scopeOf);
    this.targets = targetsForSync(normal.targets).targets;
    const { prune, dryRun, resources, syncOptions, strategy, force, retry } = options;
    const sync = { prune, dryRun, resources, syncOptions, strategy: { kind: strategy, force } };
    this.state = newOperationState({ sync, retry }, this.now);
  }

  toEnd(): Happened {
    const first = planTasks(this.input()).tasks;
    this.recorder.firstPassWaves = Object.fromEntries(
      first.map((task) => [labelOf(objectOf(task)), task.wave]),
    );
    const { manifests, live, options } = this.scenario;
    const maxPasses = options.maxPasses ?? MOST_PASSES + manifests.length + live.length;
    let before = this.snapshot();
    while (!isCompleted(this.state.phase) && this.passes < maxPasses) {
      this.turn();
      const after = this.snapshot();
      if (after === before && !this.somethingIsToCome()) break;
      before = after;
    }
    const { phase, message } = this.state;
    return this.recorder.end({ phase, message, results: this.results() }, manifests, this.world.live());
  }

  private turn(): void {
    const next = beforePass(this.state, this.now);
    if (next.kind === 'over') {
      this.state = next.state;
      return;
    }
    if (next.kind === 'wait') {
      this.now += next.ms;
      return;
    }
    if (next.state.message !== this.state.message) {
      this.recorder.say(next.state.message);
      this.world.attempt = next.state.retryCount;
    }
    this.passes += 1;
    this.state = next.state;
    const input = this.input();
    const steps = next.state.phase === 'Terminating' ? terminatePass(input) : syncPass(input);
    const pass = runSteps(steps, (action) => perform(this.scenario, this.world, this.recorder, action));
    const failedBefore = this.state.retryCount;
    this.state = afterPass(this.state, pass, this.scenario.options.revision, this.now, (time) =>
      this.clockTime(time),
    );
    if (this.state.retryCount > failedBefore) this.noteWaits(failedBefore);
    this.recorder.say(this.state.message);
    this.world.settle();
    for (const name of textsAt(this.scenario.deletedByUserAfterPass, String(this.passes))) {
      this.world.remove(name);
    }
    const { terminateAfterPass } = this.scenario.options;
    if (this.passes === terminateAfterPass && !isCompleted(this.state.phase)) {
      this.state = { ...this.state, phase: 'Terminating' };
    }
  }

  /** The oracles say how long from now, since they have no clock. */
  private clockTime(time: number): string {
    return `<now+${(time - this.now) / 1000}s, 3:04PM format>`;
  }

  private noteWaits(count: number): void {
    const retry = this.scenario.options.retry;
    const announced = retryWait(retry, count);
    const actual = retryWait(retry, count + 1);
    if (announced.ok) this.recorder.announced.push(announced.ms / 1000);
    if (actual.ok) this.recorder.actual.push(actual.ms / 1000);
  }

  private results(): readonly ResourceResult[] {
    return this.state.syncResult?.resources ?? [];
  }

  private input(): SyncInput {
    const { scenario, world } = this;
    const { namespace, revision, startedAt, pruneConfirmed, namespaceMetadata } = scenario.options;
    const key = { group: '', kind: 'Namespace', namespace: '', name: namespace };
    const liveNamespace = world.entries.get(keyText(key))?.object;
    const settings = settingsOf(this.state.operation.sync ?? {}, {
      pruneConfirmed,
      ...(namespaceMetadata && { namespaceMetadata }),
    });
    // The oracles go on with a namespace that this sync made itself.
    const made = this.results().some(({ kind, name, syncPhase }) => {
      return kind === 'Namespace' && name === namespace && syncPhase === 'PreSync';
    });
    return {
      reconciliation: reconcile(this.targets, world.live(), namespace, scopeOf),
      namespace,
      liveNamespace,
      revision,
      startedAt,
      settings:
        made && settings.createNamespace === 'when-missing'
          ? { ...settings, createNamespace: 'always' }
          : settings,
      results: this.results(),
      modified: new Map(
        world
          .live()
          .filter((object) => scenario.inSync.some((name) => isNamed(object, name)))
          .map((object) => [keyTextOf(object), false]),
      ),
      discover: (object) => world.discover(object),
      forbidden: (object) => world.forbidden(object),
      health: (object) => world.find(object)?.health,
    };
  }

  /** What a pass can change, as text. The content of objects changes only together with their results. */
  private snapshot(): string {
    const there = [...this.world.entries].map(([key, { object, health }]) => [
      key,
      health,
      isBeingDeleted(object),
    ]);
    return JSON.stringify([this.state, there, this.now, this.recorder.order.length]);
  }

  private somethingIsToCome(): boolean {
    const { terminateAfterPass } = this.scenario.options;
    const later = Object.keys(this.scenario.deletedByUserAfterPass ?? {}).some(
      (pass) => Number(pass) > this.passes,
    );
    return later || (terminateAfterPass !== undefined && this.passes < terminateAfterPass);
  }
}
