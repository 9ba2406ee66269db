import { parseDuration } from './duration';

/** `retry` of an operation or of `spec.syncPolicy`. */
export interface RetryStrategy {
  /** How often at most; below 0 for ever. */
  limit?: number;
  /** Each retry takes what is newest in Git, not what the first attempt took. */
  refresh?: boolean;
  backoff?: { duration?: string; factor?: number; maxDuration?: string };
}

/**
 * How long to wait before a retry, in milliseconds: `duration * factor^count`, at most `maxDuration` (5s, 2, 3m).
 * As v1alpha1.RetryStrategy, NextRetryAt.
 */
export function retryWait(
  { backoff = {} }: RetryStrategy,
  count: number,
): { ok: true; ms: number } | { ok: false; message: string } {
  const duration = backoff.duration ? parseDuration(backoff.duration) : 5000;
  const most = backoff.maxDuration ? parseDuration(backoff.maxDuration) : 180_000;
  if (duration === undefined) return unparsed(backoff.duration);
  if (most === undefined) return unparsed(backoff.maxDuration);
  const wait = duration * (backoff.factor ?? 2) ** count;
  return { ok: true, ms: most > 0 ? Math.min(most, wait) : wait };
}

const unparsed = (text: string | undefined) =>
  ({ ok: false, message: `unable to parse ${text ?? ''} as a duration` }) as const;
