import type { Answer, ApiError, ApiObject, Cluster } from '@/lib/cluster';
import {
  apiVersionOf,
  finalizersOf,
  groupOfObject,
  itemsAt,
  type KubeObject,
  kindOf,
  nameOf,
  textAt,
} from '../object';
import type { Action, Outcome } from '../sync/action';
import { isCrd } from '../sync/order';
import { refOf, toManifest } from './json';
import { CONTROLLER, MANAGER } from './world';

/** How often, and for how long, a forced apply looks whether what it deletes is gone. */
const LOOK_AGAIN = 1000;
const GIVE_UP = 300_000;
const CRD_LOOK_AGAIN = 100;
const CRD_GIVE_UP = 3000;

/** What came of an action, or, when something must end first, who tells it later. */
export type Performed = Outcome | ((tell: (outcome: Outcome) => void) => void);

/** Does an action to the cluster. */
export function perform(cluster: Cluster, waveDelay: number, action: Action): Performed {
  switch (action.kind) {
    case 'wave-delay':
      if (action.final || waveDelay <= 0) return { ok: true };
      return (tell) => {
        cluster.time.after(waveDelay, () => tell({ ok: true }));
      };
    case 'get':
      return outcomeOf(cluster.api.get(refOf(action.object)));
    case 'remove-finalizer': {
      const left = finalizersOf(action.object);
      const patch = { metadata: { finalizers: left.length > 0 ? [...left] : null } };
      const by = { manager: CONTROLLER, why: action.why };
      return outcomeOf(cluster.api.patch(refOf(action.object), 'merge', patch, by));
    }
    case 'delete': {
      const by = { propagation: action.propagation, manager: CONTROLLER, why: action.why };
      return outcomeOf(cluster.api.delete(refOf(action.object), by));
    }
    case 'dry-run':
      return dryRun(cluster, action);
    case 'apply': {
      const done = apply(cluster, action);
      return isCrd(action.object) && typeof done === 'object' && done.ok
        ? onceServed(cluster, action.object, done)
        : done;
    }
  }
}

/** What a definition defines can be applied only when it is established. As sync_context.go, ensureCRDReady. */
function onceServed(cluster: Cluster, definition: KubeObject, outcome: Outcome): Performed {
  const ref = refOf(definition);
  const deadline = cluster.time.now() + CRD_GIVE_UP;
  const isThere = () => {
    const found = cluster.api.get(ref);
    return itemsAt(found.ok ? found.value : undefined, 'status', 'conditions').some(
      (one) => textAt(one, 'type') === 'Established' && textAt(one, 'status') === 'True',
    );
  };
  if (isThere()) return outcome;
  return (tell) => {
    const look = () => {
      if (isThere() || cluster.time.now() >= deadline) tell(outcome);
      else cluster.time.after(CRD_LOOK_AGAIN, look);
    };
    cluster.time.after(CRD_LOOK_AGAIN, look);
  };
}

type ApplyAction = Extract<Action, { kind: 'apply' | 'dry-run' }>;

/**
 * As kubectl's client-side dry run, which Argo CD always asks for: it looks whether the kind is served, the object named and
 * there, and asks the server nothing else. What the server refuses shows when the wave is applied.
 */
function dryRun(cluster: Cluster, { object, how }: ApplyAction): Outcome {
  const refusal = unnamed(object);
  if (refusal !== undefined) return { ok: false, message: refusal };
  if (!cluster.api.resource(apiVersionOf(object), kindOf(object))) {
    return { ok: false, message: 'the server could not find the requested resource' };
  }
  const there = cluster.api.get(refOf(object)).ok;
  const verb = how.method === 'replace' ? 'replaced' : there ? 'configured' : 'created';
  return { ok: true, message: `${labelOf(cluster, object)} ${verb} (dry run)` };
}

function unnamed(object: KubeObject): string | undefined {
  if (nameOf(object) !== '') return undefined;
  const generateName = textAt(object, 'metadata', 'generateName');
  return generateName
    ? `from ${generateName}: cannot use generate name with apply`
    : 'resource name may not be empty';
}

function apply(cluster: Cluster, action: ApplyAction): Performed {
  const { object, how, why } = action;
  const manifest = toManifest(object);
  const by = { manager: MANAGER, why };
  const label = labelOf(cluster, object);
  const fieldValidation = how.validate ? 'Strict' : 'Ignore';
  switch (how.method) {
    case 'create':
      return outcomeOf(cluster.api.create(manifest, { ...by, fieldValidation }), `${label} created`);
    case 'update':
      return outcomeOf(cluster.api.update(manifest, { ...by, fieldValidation }), `${label} updated`);
    case 'replace': {
      const answer = cluster.api.replace(manifest, { ...by, fieldValidation });
      if (answer.ok || !how.force) return outcomeOf(answer, `${label} replaced`);
      return anew(cluster, object, answer.error, () =>
        outcomeOf(cluster.api.create(manifest, by), `${label} replaced`),
      );
    }
    case 'apply': {
      const mode = how.serverSide ? 'server' : 'client';
      const options = { ...by, mode, force: how.serverSide, validate: how.validate } as const;
      const answer = cluster.api.apply(manifest, options);
      if (answer.ok) return outcomeOf(objectOf(answer), `${label} ${answer.value.result}`);
      if (!how.force || how.serverSide) return refused(answer.error);
      return anew(cluster, object, answer.error, () =>
        outcomeOf(objectOf(cluster.api.apply(manifest, options)), `${label} configured`),
      );
    }
  }
}

/** What `--force` does when a change is refused: the object goes, and comes anew. As kubectl/pkg/cmd/apply/patcher.go. */
function anew(cluster: Cluster, object: KubeObject, error: ApiError, make: () => Outcome): Performed {
  if (error.reason !== 'Invalid' && error.reason !== 'Conflict') return refused(error);
  const ref = refOf(object);
  const why = `Force=true: ${error.message}`;
  cluster.api.delete(ref, { propagation: 'Background', manager: CONTROLLER, why });
  if (!cluster.api.get(ref).ok) return make();
  const deadline = cluster.time.now() + GIVE_UP;
  return (tell) => {
    const look = () => {
      if (!cluster.api.get(ref).ok) tell(make());
      else if (cluster.time.now() < deadline) cluster.time.after(LOOK_AGAIN, look);
      else tell({ ok: false, message: 'timed out waiting for the condition' });
    };
    look();
  };
}

const objectOf = (answer: ReturnType<Cluster['api']['apply']>): Answer<ApiObject> =>
  answer.ok ? { ...answer, value: answer.value.object } : answer;

const refused = ({ reason, message }: ApiError): Outcome => ({
  ok: false,
  message,
  notFound: reason === 'NotFound',
});

function outcomeOf(answer: Answer<ApiObject>, message?: string): Outcome {
  if (!answer.ok) return refused(answer.error);
  return { ok: true, object: answer.value, ...(message !== undefined && { message }) };
}

/** `deployment.apps/web`, as kubectl prints an object. */
function labelOf(cluster: Cluster, object: KubeObject): string {
  const group = groupOfObject(object);
  const served = cluster.api.resource(apiVersionOf(object), kindOf(object));
  const kind = served ? kindOf(object).toLowerCase() : kindOf(object);
  return `${kind}${group && `.${group}`}/${nameOf(object)}`;
}
