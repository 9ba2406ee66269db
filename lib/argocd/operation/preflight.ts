import { type Condition, formatConditions } from '../compare/condition';
import { blockedMessage, type MaySync } from '../project/sync-window';
import type { OperationPhase } from '../sync/result';

/** What keeps a pass from being run at all. */
export interface Halt {
  phase: OperationPhase;
  message: string;
}

/** A closed sync window: the operation waits, Running. Asked first, before anything is compared. */
export function haltedByWindow(decision: MaySync): Halt | undefined {
  const message = blockedMessage(decision);
  return message === undefined ? undefined : { phase: 'Running', message };
}

/** What the comparison before a pass found that ends the operation. As controller/sync.go, SyncAppState. */
export function haltedByConditions(
  conditions: readonly Condition[],
  syncOptions: readonly string[],
): Halt | undefined {
  const shared = conditions.find(({ type }) => type === 'SharedResourceWarning');
  if (shared && syncOptions.includes('FailOnSharedResource=true')) {
    return { phase: 'Failed', message: `Shared resource found: ${shared.message}` };
  }
  const errors = conditions.filter(({ type }) => type === 'ComparisonError' || type === 'InvalidSpecError');
  return errors.length > 0 ? { phase: 'Error', message: formatConditions(errors) } : undefined;
}
