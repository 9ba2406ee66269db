import type { ApiObject, Cluster, Manifest } from '@/lib/cluster';
import { rollback } from '../application/history';
import { type ManualSync, requestSync } from '../application/requests';
import { type Application, readApplication } from '../application/spec';
import { at, finalizersOf, isMap, itemsAt, type Json } from '../object';
import type { Operation } from '../operation/state';
import { DEFAULT_PROJECT, readProject } from '../project/project';
import { ANNOTATION, RESOURCES_FINALIZER } from '../resource/names';
import { readHistory } from './history-json';
import { refOf, stamp } from './json';
import { writeOperation } from './operation-json';
import type { Repositories } from './repository';
import { resolveRevision } from './resolve';
import type { ArgoCdSettings } from './settings';

/** The Application as it is after a request, or the server's refusal, without gRPC's `rpc error: code = ... desc = `. */
export type ServerAnswer =
  | { ok: true; application: ApiObject }
  | { ok: false; code: 'NotFound' | 'FailedPrecondition' | 'InvalidArgument' | 'Unknown'; message: string };

export interface Deletion {
  /** Deletes what the Application made, too; the default of `argocd app delete`. */
  cascade?: boolean;
  propagation?: 'foreground' | 'background';
}

const ACTOR = 'argocd-server';
const POLICIES = [
  RESOURCES_FINALIZER,
  `${RESOURCES_FINALIZER}/foreground`,
  `${RESOURCES_FINALIZER}/background`,
];

/** What the command line and the screen ask Argo CD for: each request is written into the Application. As server/application. */
export class ArgoCdServer {
  constructor(
    private readonly cluster: Cluster,
    private readonly repositories: Repositories,
    private readonly settings: ArgoCdSettings,
    private readonly user = 'admin',
  ) {}

  get(name: string): ServerAnswer {
    const { namespace } = this.settings;
    const ref = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace, name };
    const found = this.cluster.api.get(ref);
    return found.ok ? { ok: true, application: found.value } : refuse('NotFound', found.error.message);
  }

  /** `argocd app sync`. */
  sync(name: string, request: Omit<ManualSync, 'username'> = {}): ServerAnswer {
    return this.with(name, (object, application) => {
      const busy = isBusy(object);
      const asked = { ...request, username: this.user };
      const made = requestSync(application, this.project(application), asked, this.cluster.time.now(), busy);
      if (!made.ok) return refuse('FailedPrecondition', made.message);
      const wanted = request.revision || application.source.targetRevision || 'HEAD';
      const revision = this.hashOf(application, wanted);
      if (!revision.ok)
        return refuse('FailedPrecondition', `error resolving repo revision: ${revision.error}`);
      const shown = revision.hash === wanted ? wanted : `${wanted} (${revision.hash})`;
      const operation = { ...made.operation, sync: { ...made.operation.sync, revision: revision.hash } };
      const partial = (request.resources?.length ?? 0) > 0 ? 'partial ' : '';
      const source = at(object, 'spec', 'source');
      return this.begin(object, operation, source, `initiated ${partial}sync to ${shown}`);
    });
  }

  /** `argocd app rollback`. */
  rollback(name: string, id: number, request: { prune?: boolean; dryRun?: boolean } = {}): ServerAnswer {
    return this.with(name, (object, application) => {
      const history = at(object, 'status', 'history');
      const made = rollback(application, readHistory(history), id, { ...request, username: this.user });
      if (!made.ok) return refuse('FailedPrecondition', made.message);
      if (isBusy(object)) return refuse('FailedPrecondition', 'another operation is already in progress');
      const entry = itemsAt(history).find((one) => at(one, 'id') === id);
      return this.begin(object, made.operation, at(entry, 'source'), `initiated rollback to ${id}`);
    });
  }

  /** `argocd app get --refresh`, or `--hard-refresh`. */
  refresh(name: string, type: 'normal' | 'hard' = 'normal'): ServerAnswer {
    return this.with(name, (object) =>
      this.patch(object, { metadata: { annotations: { [ANNOTATION.refresh]: type } } }, `${type} refresh`),
    );
  }

  /** `argocd app terminate-op`. */
  terminate(name: string): ServerAnswer {
    return this.with(name, (object) => {
      if (!isBusy(object) || at(object, 'status', 'operationState') === undefined) {
        return refuse('InvalidArgument', 'Unable to terminate operation. No operation is in progress');
      }
      const patch = { status: { operationState: { phase: 'Terminating' } } };
      const done = this.patch(object, patch, 'somebody terminates the operation');
      if (done.ok) this.tell(done.application, 'ResourceUpdated', 'terminated running operation');
      return done;
    });
  }

  /** `argocd app confirm-deletion`: what asks for confirmation may be pruned, or deleted, now. */
  confirmDeletion(name: string): ServerAnswer {
    const approved = stamp(this.cluster.time.now());
    return this.with(name, (object) =>
      this.patch(
        object,
        { metadata: { annotations: { [ANNOTATION.deletionApproved]: approved } } },
        'confirmed',
      ),
    );
  }

  /** `argocd app delete`. */
  remove(name: string, { cascade = true, propagation = 'foreground' }: Deletion = {}): ServerAnswer {
    return this.with(name, (object) => {
      const before = finalizersOf(object);
      const policy = propagation === 'background' ? `${RESOURCES_FINALIZER}/background` : RESOURCES_FINALIZER;
      const others = before.filter((one) => !POLICIES.includes(one));
      const finalizers = cascade ? [...others, policy] : others;
      if (object.metadata.deletionTimestamp === undefined && finalizers.join() !== before.join()) {
        const why = cascade ? 'what it made is deleted with it' : 'what it made stays';
        const done = this.patch(object, { metadata: { finalizers } }, why);
        if (!done.ok) return done;
      }
      const gone = this.cluster.api.delete(refOf(object), { manager: ACTOR, why: 'somebody deletes it' });
      if (!gone.ok) return refuse('Unknown', `error deleting application: ${gone.error.message}`);
      this.tell(object, 'ResourceDeleted', 'deleted application');
      return { ok: true, application: gone.value };
    });
  }

  private with(
    name: string,
    act: (object: ApiObject, application: Application) => ServerAnswer,
  ): ServerAnswer {
    const found = this.get(name);
    return found.ok ? act(found.application, readApplication(found.application)) : found;
  }

  private project({ project }: Application) {
    const { namespace } = this.settings;
    const ref = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', namespace, name: project };
    const found = this.cluster.api.get(ref);
    return found.ok ? readProject(found.value) : { ...DEFAULT_PROJECT, name: project };
  }

  private hashOf({ source }: Application, revision: string) {
    if (/^[0-9a-f]{40}$/i.test(revision)) return { ok: true, hash: revision } as const;
    const resolved = resolveRevision(this.repositories, source.repoURL, revision);
    return resolved.ok ? ({ ok: true, hash: resolved.commit.hash } as const) : resolved;
  }

  /** As util/argo, SetAppOperation. */
  private begin(
    object: ApiObject,
    operation: Operation,
    source: Json | undefined,
    action: string,
  ): ServerAnswer {
    const written = writeOperation(operation, isMap(source) ? source : undefined);
    const hadState = at(object, 'status', 'operationState') !== undefined;
    const patch = { operation: written, ...(hadState && { status: { operationState: null } }) };
    const done = this.patch(object, JSON.parse(JSON.stringify(patch)), `${this.user} ${action}`);
    if (done.ok) this.tell(done.application, 'OperationStarted', action);
    return done;
  }

  private patch(object: ApiObject, patch: Manifest, why: string): ServerAnswer {
    const done = this.cluster.api.patch(refOf(object), 'merge', patch, { manager: ACTOR, why });
    if (done.ok) return { ok: true, application: done.value };
    return refuse(done.error.reason === 'NotFound' ? 'NotFound' : 'Unknown', done.error.message);
  }

  private tell(about: ApiObject, reason: string, action: string): void {
    const message = `${this.user} ${action}`;
    this.cluster.api.recordEvent({ about, type: 'Normal', reason, message, component: ACTOR });
  }
}

const isBusy = (object: ApiObject): boolean =>
  at(object, 'operation') !== undefined && object.operation !== null;

const refuse = (
  code: Extract<ServerAnswer, { ok: false }>['code'],
  message: string,
): Extract<ServerAnswer, { ok: false }> => ({ ok: false, code, message });
