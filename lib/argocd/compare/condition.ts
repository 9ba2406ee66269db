export type ConditionType =
  | 'ComparisonError'
  | 'InvalidSpecError'
  | 'UnknownError'
  | 'SyncError'
  | 'DeletionError'
  | 'SharedResourceWarning'
  | 'RepeatedResourceWarning'
  | 'ExcludedResourceWarning'
  | 'OrphanedResourceWarning';

/** An entry of an Application's `status.conditions`; when it was first seen is for who stores it. */
export interface Condition {
  type: ConditionType;
  message: string;
}

/** As util/argo, FormatAppConditions: what an operation says that these keep from starting. */
export function formatConditions(conditions: readonly Condition[]): string {
  return conditions.map(({ type, message }) => `${type}: ${message}`).join(';');
}
