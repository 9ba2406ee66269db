import type { Condition, ConditionType } from '../compare/condition';
import { isMap, itemsAt, type Json, type JsonMap, textAt } from '../object';
import { stamp } from './json';

/**
 * The conditions with new ones of the types that were looked at; one that says the same as before keeps its time.
 * As pkg/apis, ApplicationStatus.SetConditions.
 */
export function setConditions(
  before: Json | undefined,
  found: readonly Condition[],
  types: readonly ConditionType[],
  now: number,
): JsonMap[] {
  const old = itemsAt(before).filter(isMap);
  const kept = old.filter((one) => !types.some((type) => type === one.type));
  const fresh = found.map(({ type, message }): JsonMap => {
    const same = old.find((one) => one.type === type);
    return same?.message === message ? same : { type, message, lastTransitionTime: stamp(now) };
  });
  const text = (one: JsonMap) =>
    `${textAt(one, 'type')}/${textAt(one, 'message')}/${textAt(one, 'lastTransitionTime')}`;
  return [...kept, ...fresh].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** The types that a comparison looks at. */
export const COMPARED: readonly ConditionType[] = [
  'ComparisonError',
  'SharedResourceWarning',
  'RepeatedResourceWarning',
  'ExcludedResourceWarning',
];

/** The types that the check of the spec looks at. */
export const VALIDATED: readonly ConditionType[] = ['InvalidSpecError', 'UnknownError'];
