/** The places of the store: what was done, drafts, second versions, what resets took away, what could not be read. */
export const PLACES = ['events', 'drafts', 'beside', 'snapshots', 'aside'] as const;
export type Place = (typeof PLACES)[number];
export type Key = readonly string[];

/** One atomic piece of work on the store. Nothing but its own promises may be awaited inside. */
export interface Transaction {
  get(place: Place, key: Key): Promise<unknown>;
  /** All records whose key begins with `prefix`, in the order of their keys. Keys are as found: anything. */
  list(place: Place, prefix: Key): Promise<{ key: unknown; value: unknown }[]>;
  put(place: Place, key: Key, value: unknown): Promise<void>;
  /** Takes a record away, whatever its key looks like. */
  remove(place: Place, key: unknown): Promise<void>;
  clear(place: Place): Promise<void>;
}

/** Where records are kept. */
export interface Storage {
  /** `memory` forgets everything when the page goes. */
  kind: 'browser' | 'memory';
  /** Runs `work` with nobody in between. When it throws, nothing of it has happened. */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Writes without waiting for an answer: what a page can still do while it is being closed. */
  putAtOnce(place: Place, records: readonly { key: Key; value: unknown }[]): void;
}

/** Tells the other tabs of this browser what changed; a tab does not hear itself. */
export interface Channel {
  post(message: string): void;
  listen(heard: (message: string) => void): () => void;
}

/** Everything that lib/progress takes from outside. */
export interface World {
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
  /** Runs something later; gives back a function that calls it off. */
  after(milliseconds: number, run: () => void): () => void;
  storage: Storage;
  channel: Channel;
  /** The page is being hidden or closed. */
  onHide(run: () => void): () => void;
  /** The page is looked at again, perhaps after having been frozen. */
  onShow(run: () => void): () => void;
}

/** Why nothing can be kept: storage is closed (private mode), full, or belongs to a newer version of the course. */
export type Trouble = 'closed' | 'full' | 'newer';
