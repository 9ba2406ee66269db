/**
 * The candidate that someone probably meant: the same letters in another case, or a few edits away.
 *
 * @returns undefined when nothing is near enough to be more than a guess.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const most = word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3;
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    if (lower === wanted) return candidate;
    if (Math.abs(lower.length - wanted.length) >= least) continue;
    const distance = editDistance(wanted, lower, least);
    // Half of a short word changed is another word: `http` is no `SCTP`.
    if (distance < least && 2 * distance < Math.max(lower.length, wanted.length)) {
      least = distance;
      best = candidate;
    }
  }
  return best ?? beginning(wanted, candidates);
}

/** The one candidate that starts with the word: `Rolling` for `RollingUpdate`. */
function beginning(wanted: string, candidates: Iterable<string>): string | undefined {
  if (wanted.length < 5) return undefined;
  const found = [...candidates].filter(
    (candidate) => candidate.length < 2 * wanted.length && candidate.toLowerCase().startsWith(wanted),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Optimal string alignment: insert, delete, replace, or swap two neighbours. */
function editDistance(a: string, b: string, enough: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, (before[j - 2] ?? 0) + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > enough) return least;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? Number.POSITIVE_INFINITY;
}
