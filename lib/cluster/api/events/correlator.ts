/** What client-go's event correlator remembers. As k8s.io/client-go/tools/record/events_cache.go. */

/** Different messages of one reason in ten minutes, after which they are told as one. */
const MAX_SIMILAR = 10;
const SIMILAR_MS = 600_000;
/** What one source may say about one object: a burst, then one each five minutes. */
const BURST = 25;
const REFILL_MS = 300_000;
const MAX_REMEMBERED = 4096;

/** A map that forgets what was not used for longest. */
class Recent<T> {
  private readonly items = new Map<string, T>();

  get(key: string): T | undefined {
    const item = this.items.get(key);
    if (item !== undefined) {
      this.items.delete(key);
      this.items.set(key, item);
    }
    return item;
  }

  set(key: string, item: T): void {
    this.items.delete(key);
    this.items.set(key, item);
    if (this.items.size <= MAX_REMEMBERED) return;
    const [oldest] = this.items.keys();
    if (oldest !== undefined) this.items.delete(oldest);
  }
}

export interface Said {
  source: string;
  /** The object, by uid and more: whatever tells it apart. */
  about: string;
  type: string;
  reason: string;
  message: string;
}

/** Decides whether an event is new, a repetition, one of many similar ones, or too much. */
export class Correlator {
  private readonly similar = new Recent<{ messages: Set<string>; last: number }>();
  private readonly buckets = new Recent<{ tokens: number; at: number }>();
  private readonly written = new Recent<string>();

  /** The key under which the event is written and the message that it has then; undefined when it is dropped. */
  correlate(said: Said, now: number): { key: string; message: string } | undefined {
    const group = JSON.stringify([said.source, said.about, said.type, said.reason]);
    const record = this.similar.get(group);
    const fresh =
      !record || now - record.last > SIMILAR_MS ? { messages: new Set<string>(), last: now } : record;
    fresh.messages.add(said.message);
    fresh.last = now;
    this.similar.set(group, fresh);
    const many = fresh.messages.size >= MAX_SIMILAR;
    if (many)
      for (const oldest of fresh.messages) {
        if (fresh.messages.size < MAX_SIMILAR) break;
        fresh.messages.delete(oldest);
      }
    if (!this.allows(JSON.stringify([said.source, said.about]), now)) return undefined;
    return many
      ? { key: group, message: `(combined from similar events): ${said.message}` }
      : { key: JSON.stringify([group, said.message]), message: said.message };
  }

  /** The name of the Event that was written under a key. */
  nameOf(key: string): string | undefined {
    return this.written.get(key);
  }

  remember(key: string, name: string): void {
    this.written.set(key, name);
  }

  private allows(key: string, now: number): boolean {
    const { tokens, at } = this.buckets.get(key) ?? { tokens: BURST, at: now };
    const left = Math.min(BURST, tokens + (now - at) / REFILL_MS);
    this.buckets.set(key, { tokens: left >= 1 ? left - 1 : left, at: now });
    return left >= 1;
  }
}
