import { groupOf } from '@/lib/kubernetes';
import { isHistoric } from '../application/history';
import { at, type Json } from '../object';
import { haltedByConditions, haltedByWindow } from '../operation/preflight';
import type { OperationState } from '../operation/state';
import { validateApplication } from '../project/permissions';
import { maySync, windowsFor } from '../project/sync-window';
import type { Action, Outcome, Steps } from '../sync/action';
import { augmentResult } from '../sync/augment';
import type { SyncInput } from '../sync/input';
import { syncPass } from '../sync/pass';
import type { SyncState } from '../sync/pass-state';
import type { OperationPhase, ResourceResult } from '../sync/result';
import { terminatePass } from '../sync/terminate';
import { type Compared, compareNow } from './compare';
import { historyWith } from './history-json';
import { refOf } from './json';
import type { StoredOperation } from './operation-json';
import { perform } from './perform';
import { syncInputFor } from './sync-input';
import type { ApplicationView } from './view';
import { CONTROLLER, findProject, IN_CLUSTER, patchApplication, type World } from './world';

/** What a pass made of an operation. */
export interface Passed {
  phase: OperationPhase;
  message: string;
  results?: readonly ResourceResult[];
  /** The commit that is synced. */
  revision: string;
  /** The source that is synced, as it is written. */
  source: Json | undefined;
  namespaceMetadata?: Json | undefined;
}

/** Runs one pass of an operation and tells what came of it, at once or after a pause. As controller/sync.go, SyncAppState. */
export function syncApplication(
  world: World,
  view: ApplicationView,
  stored: StoredOperation,
  tell: (passed: Passed) => void,
): void {
  const begun = prepare(world, view, stored);
  if ('phase' in begun) {
    tell(begun);
    return;
  }
  const { compared, input, source } = begun;
  const { state } = stored;
  const steps = state.phase === 'Terminating' ? terminatePass(input) : syncPass(input);
  drive(world, view, steps, (pass) => {
    log(world, view, pass);
    const served = servedKinds(world);
    const results = pass.results.map((result) => augmentResult(result, served));
    const { revision } = compared;
    recordHistory(
      world,
      view,
      { ...state, phase: pass.phase, syncResult: { revision, resources: results } },
      source,
    );
    const namespaceMetadata = at(view.object, 'spec', 'syncPolicy', 'managedNamespaceMetadata');
    tell({ phase: pass.phase, message: pass.message, results, revision, source, namespaceMetadata });
  });
}

/** What a pass needs, or what keeps it from being run at all. */
function prepare(
  world: World,
  view: ApplicationView,
  { state, asked, source: taken }: StoredOperation,
): Passed | { compared: Compared; input: SyncInput; source: Json | undefined } {
  const { application } = view;
  const source = taken ?? at(asked, 'sync', 'source') ?? view.source;
  const wanted = state.syncResult?.revision ?? state.operation.sync?.revision ?? '';
  const results = state.syncResult?.resources ?? [];
  const stop = (phase: OperationPhase, message: string, revision = wanted): Passed => ({
    phase,
    message,
    revision,
    source,
    results,
  });
  const project = findProject(world, application.project);
  if (!project) {
    const name = JSON.stringify(application.project);
    return stop('Error', `Failed to load application project: appproject.argoproj.io ${name} not found`);
  }
  if (!state.operation.sync) return stop('Error', 'Invalid operation request: no operation specified');
  const windows = windowsFor(project.syncWindows, application);
  const manual = state.operation.initiatedBy?.automated !== true;
  const closed = haltedByWindow(maySync(windows, manual, world.cluster.time.now(), state.startedAt));
  if (closed) return stop(state.phase, state.phase === 'Running' ? closed.message : state.message);
  const revision = wanted || application.source.targetRevision;
  const compared = compareNow(world, view, project, { source, revision, noCache: false });
  const known = validateApplication(application, project, [IN_CLUSTER]);
  const options = state.operation.sync.syncOptions ?? [];
  const halt = haltedByConditions([...known, ...compared.comparison.conditions], options);
  if (halt) return stop(halt.phase, halt.message, compared.revision);
  return { compared, input: syncInputFor(world, view, project, compared, state), source };
}

const servedKinds = ({ cluster }: World) =>
  cluster.api.resources().map(({ apiVersion, kind }) => ({
    group: groupOf(apiVersion),
    version: apiVersion.split('/').at(-1) ?? '',
    kind,
  }));

function recordHistory(
  world: World,
  { object, application }: ApplicationView,
  state: OperationState,
  source: Json | undefined,
): void {
  if (!isHistoric(state)) return;
  const before = at(object, 'status', 'history');
  const history = historyWith(before, state, source, world.cluster.time.now(), application.historyLimit);
  patchApplication(
    world,
    object,
    JSON.parse(JSON.stringify({ status: { history } })),
    'a full sync succeeded',
  );
}

/** Runs steps to their end: the actions of one step are begun together, and the next step waits for all. */
function drive<T>(world: World, view: ApplicationView, steps: Steps<T>, done: (end: T) => void): void {
  const go = (outcomes: readonly Outcome[]): void => {
    const step = steps.next(outcomes);
    if (step.done) done(step.value);
    else together(world, view, step.value, go);
  };
  go([]);
}

function together(
  world: World,
  view: ApplicationView,
  actions: readonly Action[],
  go: (outcomes: readonly Outcome[]) => void,
): void {
  const found = new Map<number, Outcome>();
  let begun = false;
  const proceed = () => {
    if (begun && found.size === actions.length) go(actions.flatMap((_, n) => found.get(n) ?? []));
  };
  for (const [i, action] of actions.entries()) {
    const take = (outcome: Outcome) => {
      note(world, view, action, outcome);
      found.set(i, outcome);
      proceed();
    };
    const performed = perform(world.cluster, world.settings.waveDelay, action);
    if (typeof performed === 'function') performed(take);
    else take(performed);
  }
  begun = true;
  proceed();
}

/** What the API's own log does not tell: refusals, and pauses. */
function note(world: World, view: ApplicationView, action: Action, outcome: Outcome): void {
  if (action.kind === 'wave-delay') {
    if (action.final) return;
    const what = `wave ${action.wave} of ${action.phase} applied`;
    world.cluster.log.write({ actor: CONTROLLER, object: refOf(view.object), what, why: action.why });
  } else if (!outcome.ok && !outcome.notFound) {
    const object = refOf(action.object);
    world.cluster.log.write({
      actor: CONTROLLER,
      object,
      what: `${action.kind} refused`,
      why: outcome.message,
    });
  }
}

function log(world: World, view: ApplicationView, { phase, message, because }: SyncState): void {
  const why = `${because.rule}: ${because.text}`;
  const what = message ? `sync ${phase}: ${message}` : `sync ${phase}`;
  world.cluster.log.write({ actor: CONTROLLER, object: refOf(view.object), what, why });
}
