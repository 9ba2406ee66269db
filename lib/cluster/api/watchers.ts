import type { WatchEvent, WatchQuery } from '../interface';
import { groupVersion } from './kinds';

interface Watcher {
  query: WatchQuery;
  group: string | undefined;
  /** Events up to this one were before the watch. */
  after: number;
  tell: (event: WatchEvent) => void;
}

/** Who is told of changes: in the instant of the change, after the writer is done, in the order of the writes. */
export class Watchers {
  private readonly watchers = new Set<Watcher>();
  private queue: { event: WatchEvent; sequence: number }[] = [];
  private sequence = 0;

  constructor(
    private readonly soon: (what: () => void) => void,
    /** Told of a watcher that fails: the others hear of the change all the same. */
    private readonly fault: (error: unknown) => void,
  ) {}

  add(query: WatchQuery, tell: (event: WatchEvent) => void): () => void {
    const group = query.apiVersion === undefined ? undefined : groupVersion(query.apiVersion)[0];
    const watcher = { query, group, after: this.sequence, tell };
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  notify(event: WatchEvent): void {
    this.queue.push({ event, sequence: ++this.sequence });
    if (this.queue.length === 1) this.soon(() => this.flush());
  }

  private tell(watcher: Watcher, event: WatchEvent): void {
    try {
      watcher.tell(event);
    } catch (error) {
      this.fault(error);
    }
  }

  private flush(): void {
    const events = this.queue;
    this.queue = [];
    for (const { event, sequence } of events)
      for (const watcher of [...this.watchers])
        if (sequence > watcher.after && this.watchers.has(watcher) && wants(watcher, event))
          this.tell(watcher, event);
  }
}

function wants({ query, group }: Watcher, { object }: WatchEvent): boolean {
  return (
    (query.kind === undefined || query.kind === object.kind) &&
    (group === undefined || group === groupVersion(object.apiVersion)[0]) &&
    (query.namespace === undefined || query.namespace === object.metadata.namespace)
  );
}
