import {
  type Action,
  type HealthCode,
  type KubeObject,
  type Outcome,
  type ResourceResult,
  reconcile,
  runSteps,
  type SyncInput,
  type SyncRequest,
  settingsOf,
  syncPass,
} from '@/lib/argocd';

/** An object in namespace `shop`, with annotations under `argocd.argoproj.io/`. */
export function object(
  kind: string,
  name: string,
  annotations: KubeObject = {},
  more: KubeObject = {},
): KubeObject {
  const apiVersion = { Deployment: 'apps/v1', Job: 'batch/v1' }[kind] ?? 'v1';
  const named = Object.entries(annotations).map(([key, value]) => [`argocd.argoproj.io/${key}`, value]);
  return {
    apiVersion,
    kind,
    metadata: { name, namespace: 'shop', annotations: Object.fromEntries(named), ...more },
  };
}

export const nameOf = (of: KubeObject): string => String(Object(of.metadata).name);

export interface Given {
  targets?: readonly KubeObject[];
  live?: readonly KubeObject[];
  request?: SyncRequest;
  results?: readonly ResourceResult[];
  /** By name. */
  health?: { [name: string]: HealthCode };
  change?: Partial<SyncInput>;
}

export function inputOf({
  targets = [],
  live = [],
  request = {},
  results = [],
  health = {},
  change,
}: Given): SyncInput {
  return {
    reconciliation: reconcile(targets, live, 'shop', (one) => one.kind !== 'Namespace'),
    namespace: 'shop',
    liveNamespace: undefined,
    revision: 'abcdef0123',
    startedAt: 0,
    settings: settingsOf(request),
    results,
    discover: (one) => ({ found: true, namespaced: one.kind !== 'Namespace' }),
    forbidden: () => undefined,
    health: (one) => {
      const status = health[nameOf(one)];
      return status && { status, message: `${nameOf(one)} is ${status}` };
    },
    ...change,
  };
}

/** `verb Kind/name` of what is done; `answer` may refuse. */
export function run(given: Given, answer: (did: string, action: Action) => Outcome = () => ({ ok: true })) {
  const did: string[] = [];
  const actions: Action[] = [];
  const state = runSteps(syncPass(inputOf(given)), (action) => {
    const what =
      action.kind === 'wave-delay'
        ? `wave-delay ${action.phase}/${action.wave}${action.final ? ' final' : ''}`
        : `${action.kind} ${String(action.object.kind)}/${nameOf(action.object)}`;
    did.push(what);
    actions.push(action);
    return answer(what, action);
  });
  const results = state.results.map(
    (one) => `${one.kind}/${one.name} ${one.status || '-'} ${one.hookPhase || '-'} ${one.message}`,
  );
  return { ...state, did, actions, lines: results };
}
