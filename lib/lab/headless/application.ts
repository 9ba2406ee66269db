import type { ApiObject, Cluster } from '@/lib/cluster';
import { isFields } from '../fields';

/** A resource of an Application: how it compares with Git, and how it is. */
export interface ResourceState {
  kind: string;
  namespace: string;
  name: string;
  /** `Synced`, `OutOfSync`; empty for a hook. */
  sync: string;
  health: string;
  hook: boolean;
}

/** What became of a resource in the last operation. */
export interface ResultState {
  kind: string;
  name: string;
  /** `Synced`, `SyncFailed`, `Pruned`, `PruneSkipped`. */
  status: string;
  /** `Running`, `Succeeded`, `Failed`; of hooks and of resources that were waited for. */
  hookPhase: string;
  /** `PreSync`, `Sync`, `PostSync`, `SyncFail`. */
  syncPhase: string;
  message: string;
}

/** What an Application's status says, in Argo CD's words; what is not known yet is empty. */
export interface ApplicationState {
  sync: string;
  health: string;
  /** The commit that it was compared with. */
  revision: string;
  /** The last operation, or the one that runs: `Running`, `Succeeded`, `Failed`, `Error`, `Terminating`. */
  phase: string;
  message: string;
  results: readonly ResultState[];
  resources: readonly ResourceState[];
  conditions: readonly { type: string; message: string }[];
  /** How many syncs its history holds. */
  syncs: number;
}

const field = (value: unknown, ...path: string[]): unknown => {
  let here = value;
  for (const step of path) here = isFields(here) ? here[step] : undefined;
  return here;
};
const text = (value: unknown, ...path: string[]): string => {
  const found = field(value, ...path);
  return typeof found === 'string' ? found : '';
};
const list = (value: unknown, ...path: string[]): unknown[] => {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** Reads the status of an Application. */
export function applicationState({ status, operation }: ApiObject): ApplicationState {
  const asked = isFields(operation) && field(status, 'operationState') === undefined;
  return {
    sync: text(status, 'sync', 'status'),
    health: text(status, 'health', 'status'),
    revision: text(status, 'sync', 'revision'),
    phase: asked ? 'Running' : text(status, 'operationState', 'phase'),
    message: text(status, 'operationState', 'message'),
    results: list(status, 'operationState', 'syncResult', 'resources').map((one) => ({
      kind: text(one, 'kind'),
      name: text(one, 'name'),
      status: text(one, 'status'),
      hookPhase: text(one, 'hookPhase'),
      syncPhase: text(one, 'syncPhase'),
      message: text(one, 'message'),
    })),
    resources: list(status, 'resources').map((one) => ({
      kind: text(one, 'kind'),
      namespace: text(one, 'namespace'),
      name: text(one, 'name'),
      sync: text(one, 'status'),
      health: text(one, 'health', 'status'),
      hook: field(one, 'hook') === true,
    })),
    conditions: list(status, 'conditions').map((one) => ({
      type: text(one, 'type'),
      message: text(one, 'message'),
    })),
    syncs: list(status, 'history').length,
  };
}

/** An Application as the API has it, or undefined. */
export function findApplication({ api }: Cluster, name: string): ApiObject | undefined {
  const found = api.get({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    namespace: 'argocd',
    name,
  });
  return found.ok ? found.value : undefined;
}
