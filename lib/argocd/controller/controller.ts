import type { ApiObject, WatchEvent } from '@/lib/cluster';
import type { CompareLevel } from '../application/refresh';
import { readApplication } from '../application/spec';
import type { Compared } from './compare';
import { finalize } from './delete';
import type { LiveChange } from './live-state';
import { operate } from './operate';
import { WorkQueue } from './queue';
import { Refresher } from './refresh';
import { OPERATION_DELAY } from './settings';
import { viewOf } from './view';
import { findApplication, type World } from './world';

const LEVELS: readonly CompareLevel[] = [
  'ComparisonWithNothing',
  'CompareWithRecent',
  'CompareWithLatest',
  'CompareWithLatestForceResolve',
];

/**
 * The Application controller: a thin loop that asks the decisions when something changes, when time has passed, and when
 * somebody asks. As controller/appcontroller.go.
 */
export class ApplicationController {
  private readonly wanted = new Map<string, CompareLevel>();
  private readonly last = new Map<string, Compared>();
  private readonly known = new Map<string, ApiObject>();
  private readonly refreshes: WorkQueue;
  private readonly operations: WorkQueue;
  private readonly stops: (() => void)[] = [];
  private resyncs = 0;
  private ended = false;

  constructor(private readonly world: World) {
    const { time, api } = world.cluster;
    const refresher = new Refresher(world, {
      takeWanted: (key) => {
        const level = this.wanted.get(key);
        this.wanted.delete(key);
        return level;
      },
      want: (key, level, ms) => {
        time.after(ms, () => this.want(key, level));
      },
      compared: (key, compared) => (compared ? this.last.set(key, compared) : this.last.delete(key)),
      lastCompared: (key) => this.last.get(key),
    });
    this.refreshes = new WorkQueue(time, (key, done) => {
      refresher.refresh(key);
      done();
    });
    this.operations = new WorkQueue(time, (key, done) => this.operate(key, done));
    const applications = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' };
    const listed = api.list(applications);
    if (listed.ok) for (const object of listed.value.items) this.onApplication({ type: 'ADDED', object });
    this.stops.push(api.watch(applications, (event) => this.onApplication(event)));
    this.stops.push(
      api.watch({ apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' }, ({ object }) =>
        this.onProject(object),
      ),
    );
    this.resync();
  }

  /** What the last comparison of an Application found; undefined when there was none, or it could not be made. */
  compared(key: string): Compared | undefined {
    return this.last.get(key);
  }

  /** Asks for a comparison, soon. As requestAppRefresh. */
  want(key: string, level: CompareLevel | undefined): void {
    if (level !== undefined) {
      const before = this.wanted.get(key);
      if (before === undefined || LEVELS.indexOf(level) > LEVELS.indexOf(before)) this.wanted.set(key, level);
    }
    this.refreshes.add(key);
  }

  /** Something of the cluster changed. As handleObjectUpdated. */
  onLive({ application, isRoot, object }: LiveChange): void {
    if (application === undefined) return;
    const [namespace, name] = application.includes('_')
      ? application.split('_')
      : [this.world.settings.namespace, application];
    const key = `${namespace}/${name}`;
    const known = this.known.get(key);
    if (!known || (object.kind === 'Application' && object.metadata.uid === known.metadata.uid)) return;
    this.want(key, isRoot ? 'CompareWithRecent' : 'ComparisonWithNothing');
    if (isRoot && needsOperation(known)) this.operations.addAfter(key, OPERATION_DELAY);
  }

  dispose(): void {
    this.ended = true;
    for (const stop of this.stops) stop();
    this.refreshes.dispose();
    this.operations.dispose();
  }

  private onApplication({ type, object }: WatchEvent): void {
    if (object.metadata.namespace !== this.world.settings.namespace) return;
    const key = `${object.metadata.namespace}/${object.metadata.name}`;
    const before = this.known.get(key);
    if (type === 'DELETED') this.known.delete(key);
    else this.known.set(key, object);
    this.want(key, before && automationBegan(before, object) ? 'CompareWithLatest' : undefined);
    if (type !== 'DELETED' && needsOperation(object)) this.operations.add(key);
  }

  /** As the event handlers of projects, which forget what was cached of theirs. */
  private onProject(project: ApiObject): void {
    if (project.metadata.namespace !== this.world.settings.namespace) return;
    for (const [key, object] of this.known) {
      if (readApplication(object).project === project.metadata.name) this.want(key, 'CompareWithLatest');
    }
  }

  private operate(key: string, done: () => void): void {
    const object = findApplication(this.world, key);
    const view = object && viewOf(object, this.world.settings);
    if (view?.operationAsked) {
      const parts = {
        again: (one: string, ms: number) => this.operations.addAfter(one, ms),
        want: (one: string, level: CompareLevel) => this.want(one, level),
      };
      operate(this.world, view, parts, done);
      return;
    }
    if (view?.application.deleting) finalize(this.world, view);
    done();
  }

  /** Looks at all Applications again and again, each a little later than the last time, so that not all ask Git at once. */
  private resync(): void {
    const { settings, cluster } = this.world;
    cluster.time.after(settings.refreshTimeout, () => {
      if (this.ended) return;
      this.resyncs += 1;
      for (const [key, object] of this.known) {
        const jitter = Math.floor(settings.refreshJitter * fraction(`${key}/${this.resyncs}`));
        this.refreshes.addAfter(key, jitter);
        if (needsOperation(object)) this.operations.add(key);
      }
      this.resync();
    });
  }
}

const needsOperation = ({ operation, metadata }: ApiObject): boolean =>
  (operation !== undefined && operation !== null) || metadata.deletionTimestamp !== undefined;

function automationBegan(before: ApiObject, after: ApiObject): boolean {
  const [old, now] = [readApplication(before).automated, readApplication(after).automated];
  return (!old && now !== undefined) || (old?.selfHeal !== true && now?.selfHeal === true);
}

/** A number in [0, 1) that is always the same for the same text: FNV-1a. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}
