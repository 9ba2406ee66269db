/** RFC 3339 with seconds, as metav1.Time is written: `2026-03-01T09:00:00Z`. From epoch milliseconds. */
export function stamp(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

/** Epoch milliseconds of a timestamp of the API; undefined when there is none. */
export function instant(text: string | null | undefined): number | undefined {
  if (!text) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
