/**
 * The positions of a longest run of `ranks` that never falls: what one would leave in place when putting a list in order
 * with the fewest moves. Of several such runs it takes the one that ends first. Quadratic, for lists of a few items.
 */
export function longestInOrder(ranks: readonly number[]): ReadonlySet<number> {
  let best: readonly number[] = [];
  const endingAt: (readonly number[])[] = [];
  for (const [at, rank] of ranks.entries()) {
    let before: readonly number[] = [];
    for (const run of endingAt) {
      const last = run.at(-1);
      if (last !== undefined && (ranks[last] ?? 0) <= rank && run.length > before.length) before = run;
    }
    const run = [...before, at];
    endingAt.push(run);
    if (run.length > best.length) best = run;
  }
  return new Set(best);
}
