import { setAside } from './aside';
import { inOrder } from './in-order';
import { parse } from './parse';
import { type Event, savedEventSchema } from './schema';
import type { Transaction } from './world';

/** Saves an event under its id. */
export async function putEvent(t: Transaction, event: Event): Promise<void> {
  await t.put('events', [event.id], { v: 1, event });
}

/** Reads all events; records that are none are set aside. */
export async function loadEvents(t: Transaction, fresh: () => { id: string; at: number }): Promise<Event[]> {
  const events: Event[] = [];
  for (const { key, value } of await t.list('events', [])) {
    const saved = parse(savedEventSchema, value);
    if (saved !== undefined && Array.isArray(key) && key[0] === saved.event.id) events.push(saved.event);
    else await setAside(t, { from: 'events', key, record: value }, fresh());
  }
  return inOrder(events);
}
