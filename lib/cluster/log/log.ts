import type { ClusterLog, LogEntry, ObjectRef } from '../interface';

/** How many entries are kept. The oldest go first, a tenth at a time. */
const KEPT = 20_000;

/** The cluster's one log: everything that happens, who did it, and why. */
export class EventLog implements ClusterLog {
  private kept: LogEntry[] = [];
  private sequence = 0;
  private readonly listeners = new Set<(entry: LogEntry) => void>();

  constructor(private readonly now: () => number) {}

  entries(): readonly LogEntry[] {
    return this.kept;
  }

  write(entry: { actor: string; object?: ObjectRef; what: string; why?: string }): void {
    const written: LogEntry = { sequence: ++this.sequence, time: this.now(), ...entry };
    this.kept.push(written);
    if (this.kept.length > KEPT) this.kept = this.kept.slice(KEPT / 10);
    for (const tell of this.listeners) tell(written);
  }

  onEntry(tell: (entry: LogEntry) => void): () => void {
    this.listeners.add(tell);
    return () => this.listeners.delete(tell);
  }
}
