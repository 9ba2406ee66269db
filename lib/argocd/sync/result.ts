import type { HookType, SyncPhase } from '../resource/hook';

export type ResultCode = 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
export type OperationPhase = 'Running' | 'Terminating' | 'Succeeded' | 'Failed' | 'Error';

/** What a sync has to say of one resource in one phase; an entry of `status.operationState.syncResult.resources`. */
export interface ResourceResult {
  group: string;
  kind: string;
  namespace: string;
  name: string;
  version: string;
  /** `''` while there is no result code, as when a leftover hook could not be deleted. */
  status: ResultCode | '';
  message: string;
  /** The phase's name for a hook, else `''`. */
  hookType: HookType | '';
  /** How far it is. Upstream keeps it under this name for plain resources too. */
  hookPhase: OperationPhase | '';
  syncPhase: SyncPhase;
  images: readonly string[];
}

export const isCompleted = (phase: OperationPhase | ''): boolean =>
  phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
