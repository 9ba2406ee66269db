import { decideAutoSync } from '../application/auto-sync';
import { deletionFinalizers } from '../application/deletion';
import { type CompareLevel, decideRefresh } from '../application/refresh';
import { readSource } from '../application/spec';
import type { Condition } from '../compare/condition';
import { readIgnoreRules } from '../compare/ignore';
import { at, sameJson, textAt } from '../object';
import { validateApplication } from '../project/permissions';
import type { Project } from '../project/project';
import { maySync, windowsFor } from '../project/sync-window';
import { ANNOTATION } from '../resource/names';
import { type Compared, compareNow } from './compare';
import { COMPARED, setConditions, VALIDATED } from './conditions';
import { refOf, stamp, timeAt } from './json';
import { sourceOf, writeOperation } from './operation-json';
import { mapOf, persistStatus, statusOf } from './persist-status';
import { summaryOf } from './summary';
import { resourcesOf, syncStatusOf } from './sync-status';
import { type ApplicationView, namespaceMetadataDiffers, viewOf } from './view';
import {
  CONTROLLER,
  findApplication,
  findProject,
  IN_CLUSTER,
  patchApplication,
  recordEvent,
  type World,
} from './world';

const PRE = deletionFinalizers(true, false);
const POST = deletionFinalizers(false, true);

export interface RefreshParts {
  /** What another look was asked for; asking forgets it. */
  takeWanted(key: string): CompareLevel | undefined;
  /** Asks for another look, later. */
  want(key: string, level: CompareLevel, afterMs: number): void;
  /** The last comparison, for the resource tree and for screens. */
  compared(key: string, compared: Compared | undefined): void;
  lastCompared(key: string): Compared | undefined;
}

/** Compares Applications when it is time, and writes what came of it. As controller/appcontroller.go, processAppRefreshQueueItem. */
export class Refresher {
  /** When Git first failed, by Application: the first failures of a periodic refresh are kept back. */
  private readonly repoErrors = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly parts: RefreshParts,
  ) {}

  refresh(key: string): void {
    const object = findApplication(this.world, key);
    if (!object) {
      this.parts.compared(key, undefined);
      this.repoErrors.delete(key);
      this.world.diffs.delete(key);
      return;
    }
    const view = viewOf(object, this.world.settings);
    const decision = this.decide(view);
    if (!decision.refresh) return;
    const { level, type, reason } = decision;
    const last = this.parts.lastCompared(key);
    if (level === 'ComparisonWithNothing' && last) {
      persistStatus(this.world, view, {
        ...statusOf(view),
        summary: summaryOf(this.world, view, last.comparison.reconciliation),
      });
      return;
    }
    this.world.cluster.log.write({
      actor: CONTROLLER,
      object: refOf(view.object),
      what: 'compares',
      why: `${reason}, level ${level}`,
    });
    this.compare(view, level, type === 'hard');
  }

  private decide(view: ApplicationView) {
    const { object, application, source, key } = view;
    const { settings, cluster } = this.world;
    const before = at(object, 'status', 'sync', 'comparedTo');
    const reconciledAt = timeAt(object, 'status', 'reconciledAt');
    return decideRefresh({
      application,
      requested: object.metadata.annotations?.[ANNOTATION.refresh],
      compared:
        before === undefined || !sameJson(at(before, 'source'), source)
          ? undefined
          : {
              source: readSource(source),
              destination: {
                server: textAt(before, 'destination', 'server'),
                name: textAt(before, 'destination', 'name'),
                namespace: textAt(before, 'destination', 'namespace'),
              },
              ignoreDifferences: readIgnoreRules(at(before, 'ignoreDifferences')),
              at: reconciledAt ?? Number.NEGATIVE_INFINITY,
            },
      namespaceMetadataDiffers: namespaceMetadataDiffers(view),
      now: cluster.time.now(),
      timeout: settings.refreshTimeout,
      hardTimeout: settings.hardRefreshTimeout,
      ...wanted(this.parts.takeWanted(key)),
    });
  }

  private compare(view: ApplicationView, level: CompareLevel, hard: boolean): void {
    const { application, object, key } = view;
    const project = findProject(this.world, application.project);
    const errors = validateApplication(application, project, [IN_CLUSTER]);
    const now = this.world.cluster.time.now();
    const status = statusOf(view);
    const validated = setConditions(status.conditions, errors, VALIDATED, now);
    if (!project || errors.length > 0) {
      persistStatus(this.world, view, {
        ...status,
        conditions: validated,
        sync: { ...mapOf(status.sync), status: 'Unknown' },
        health: { ...mapOf(status.health), status: 'Unknown', message: undefined },
      });
      this.parts.compared(key, undefined);
      return;
    }
    const recent = textAt(object, 'status', 'sync', 'revision');
    const compared = compareNow(this.world, view, project, {
      source: view.source,
      revision: level === 'CompareWithRecent' && recent ? recent : application.source.targetRevision,
      noCache: hard,
    });
    if (this.isHeldBack(key, compared, level, now)) return;
    this.parts.compared(key, compared);
    const conditions = setConditions(validated, compared.comparison.conditions, COMPARED, now);
    const syncError = this.autoSync(view, project, compared);
    const finalizers = this.finalizersFor(view, compared);
    if (finalizers) {
      patchApplication(
        this.world,
        object,
        { metadata: { finalizers } },
        'Git has hooks for its deletion, or has none any more',
      );
    }
    const { health, reconciliation } = compared.comparison;
    persistStatus(this.world, view, {
      ...status,
      sync: syncStatusOf(view, compared),
      health: { ...mapOf(status.health), status: health.status, message: health.message || undefined },
      resources: resourcesOf(compared.comparison.resources),
      conditions:
        syncError === undefined ? conditions : setConditions(conditions, syncError, ['SyncError'], now),
      ...((level !== 'CompareWithRecent' && level !== 'ComparisonWithNothing') ||
      status.reconciledAt === undefined
        ? { reconciledAt: stamp(now) }
        : {}),
      ...(compared.manifests.ok ? { sourceType: compared.manifests.type } : { sourceType: undefined }),
      summary: summaryOf(this.world, view, reconciliation),
      resourceHealthSource: 'appTree',
      controllerNamespace: this.world.settings.namespace,
    });
  }

  /** As CompareAppState's grace period: a server that does not answer once is no news. */
  private isHeldBack(key: string, { manifests }: Compared, level: CompareLevel, now: number): boolean {
    if (manifests.ok) {
      this.repoErrors.delete(key);
      return false;
    }
    if (level === 'CompareWithLatestForceResolve') return false;
    const first = this.repoErrors.get(key);
    if (first === undefined) this.repoErrors.set(key, now);
    return first === undefined || now - first <= this.world.settings.repoErrorGracePeriod;
  }

  /** The SyncError conditions to set; undefined when a sync window keeps all of this from being asked. */
  private autoSync(view: ApplicationView, project: Project, compared: Compared): Condition[] | undefined {
    const { application, last, object } = view;
    const { cluster } = this.world;
    const now = cluster.time.now();
    const windows = maySync(windowsFor(project.syncWindows, application), false, now);
    if (!windows.ok || !windows.allowed) return undefined;
    const source = last && sourceOf(last);
    const decision = decideAutoSync({
      application,
      operationInProgress: view.operationAsked,
      status: compared.comparison.status,
      revision: compared.revision,
      resources: compared.comparison.resources,
      last: last && { ...last.state, ...(source && { source }) },
      now,
    });
    if (decision.kind === 'wait') this.parts.want(view.key, 'CompareWithLatest', decision.ms);
    if (decision.kind === 'skip' && application.automated && compared.comparison.status === 'OutOfSync') {
      cluster.log.write({
        actor: CONTROLLER,
        object: refOf(view.object),
        what: 'no automated sync',
        why: decision.reason,
      });
    }
    if (decision.kind === 'skip') return decision.condition ? [decision.condition] : [];
    if (decision.kind === 'sync') {
      const operation = writeOperation(decision.operation, mapOf(view.source));
      const patch = { operation, ...(last && { status: { operationState: null } }) };
      patchApplication(this.world, object, JSON.parse(JSON.stringify(patch)), 'automated sync');
      recordEvent(this.world, object, 'Normal', 'OperationStarted', decision.event);
    }
    return [];
  }

  /** The finalizers that Git's hooks for the deletion ask for; undefined when they are as they should be. */
  private finalizersFor(
    { application }: ApplicationView,
    { comparison, manifests }: Compared,
  ): string[] | undefined {
    if (application.deleting || !manifests.ok) return undefined;
    const managed = [...PRE, ...POST];
    const wanted = deletionFinalizers(comparison.hasPreDelete, comparison.hasPostDelete);
    const next = [
      ...application.finalizers.filter((name) => !managed.includes(name) || wanted.includes(name)),
      ...wanted.filter((name) => !application.finalizers.includes(name)),
    ];
    return next.length === application.finalizers.length ? undefined : next;
  }
}

const wanted = (level: CompareLevel | undefined) => (level === undefined ? {} : { wanted: level });
