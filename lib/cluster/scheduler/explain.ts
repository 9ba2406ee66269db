import type { Refusal } from './filter';

/** `2 Insufficient cpu, 1 Too many pods`, sorted as text. As pkg/scheduler/framework/types.go, FitError.Error. */
function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join(', ');
}

/**
 * Why a Pod stays Pending, in the scheduler's words: for each node its refusal.
 * As pkg/scheduler/framework/types.go, FitError, and plugins/defaultpreemption.
 */
export function explain(refusals: readonly Refusal[]): string {
  const nodes = refusals.length;
  if (nodes === 0) return 'no nodes available to schedule pods';
  const preemption = refusals.map(({ unresolvable }) =>
    unresolvable
      ? 'Preemption is not helpful for scheduling'
      : 'No preemption victims found for incoming pod',
  );
  return (
    `0/${nodes} nodes are available: ${histogram(refusals.flatMap(({ reasons }) => reasons))}. ` +
    `preemption: 0/${nodes} nodes are available: ${histogram(preemption)}.`
  );
}

/** The same when the Pod fits nowhere for a reason of its own, such as a missing claim. */
export function explainAll(nodes: number, reason: string): string {
  if (nodes === 0) return 'no nodes available to schedule pods';
  return (
    `0/${nodes} nodes are available: ${reason}. ` +
    `preemption: 0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`
  );
}
