import type { Event } from './schema';

/** Events in the order in which they happened; those of one moment by id, so that every browser agrees. */
export function inOrder(events: Iterable<Event>): Event[] {
  return [...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
