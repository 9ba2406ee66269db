import type { JobSpec } from '../../types/workloads';
import { parseIndexes } from './indexes';

/** The words when a rule of the success policy is met. As success_policy.go, matchSuccessPolicy. */
export function successMessage(
  policy: JobSpec['successPolicy'],
  completions: number,
  succeeded: readonly number[],
): string | undefined {
  if (!succeeded.length) return undefined;
  const done = new Set(succeeded);
  const at = (policy?.rules ?? []).findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeededCount !== undefined && done.size >= succeededCount;
    const wanted = parseIndexes(succeededIndexes, completions);
    const met = wanted.filter((index) => done.has(index)).length;
    return met >= (succeededCount ?? wanted.length);
  });
  return at === -1 ? undefined : `Matched rules at index ${at}`;
}
