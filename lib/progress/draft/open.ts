import { createStore } from 'zustand/vanilla';
import type { Event, Piece } from '../schema';
import { troubleOf } from '../trouble';
import type { Transaction, Trouble, World } from '../world';
import type { Draft, DraftState } from './draft';
import { Ledger } from './ledger';
import { type Loaded, load } from './load';
import { isWork } from './pieces';
import { save } from './save';
import { latestOf, sidesOf, viewOf } from './view';

/** Resetting and choosing are loaded when they are first wanted. */
const changes = () => import('./changes');

/** How long after a change it is saved, in milliseconds. */
const PAUSE = 300;

/** What a draft needs of the progress that it belongs to. */
export interface DraftHost {
  world: World;
  /** The id of this tab. */
  tab: string;
  /** Events have been saved. */
  recorded(events: readonly Event[]): void;
  /** Something could not be kept; undefined: it could again. */
  trouble(trouble: Trouble | undefined): void;
  /** Records were set aside. */
  aside(): void;
}

/** A draft, and what only the progress may do with it. */
export interface OpenDraft extends Draft {
  /** Reads what other tabs or an import have saved. `theirs`: say so. */
  refresh(theirs: boolean): Promise<void>;
  /** What the page shows, whether it could be saved or not. */
  pieces(): Piece[];
  /** Everything was cleared: nothing that waits may be saved any more. */
  drop(): void;
}

const NOTHING: Loaded = { entries: new Map(), beside: [], snapshots: [], aside: 0 };

/** Opens the draft of a lesson. Never fails: what cannot be read or kept is told to `host`. */
export async function openDraft(lesson: string, host: DraftHost): Promise<OpenDraft> {
  const { world, tab } = host;
  const ledger = new Ledger();
  const fresh = () => ({ id: world.newId(), at: world.now() });
  const context = () => ({ lesson, tab, at: world.now(), newId: world.newId });
  const keeps = world.storage.kind === 'browser';

  const read = (late: boolean) =>
    world.storage
      .transact((t) => load(t, lesson, late, fresh))
      .catch((error) => {
        host.trouble(troubleOf(error));
        return undefined;
      });

  const first = (await read(true)) ?? NOTHING;
  ledger.adopt(first.entries);
  if (first.aside > 0) host.aside();
  const savedAt = latestOf(first);
  const hasWork = [...first.entries.values()].some(({ piece }) => isWork(piece));
  const store = createStore<DraftState>(() => ({
    ...viewOf(ledger),
    ...sidesOf(first),
    saving: keeps ? 'saved' : 'failed',
    savedAt,
    restored: hasWork && savedAt !== undefined ? { at: savedAt } : undefined,
    elsewhere: [],
  }));

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other, so that reading never overtakes saving. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  };

  async function adopt(theirs: boolean): Promise<void> {
    const loaded = await read(false);
    if (loaded === undefined) return;
    if (loaded.aside > 0) host.aside();
    const changed = ledger
      .adopt(loaded.entries)
      .flatMap(({ kind, name }) => (kind === 'files' ? [name] : []));
    const elsewhere = theirs ? [...new Set([...store.getState().elsewhere, ...changed])] : [];
    store.setState({
      ...viewOf(ledger, store.getState()),
      ...sidesOf(loaded),
      savedAt: latestOf(loaded),
      elsewhere,
    });
  }

  async function saveWaiting(): Promise<void> {
    const taken = ledger.take();
    if (taken.length === 0) return;
    try {
      const at = world.now();
      const { revisions, conflict } = await world.storage.transact((t) => save(t, taken, context()));
      ledger.saved(revisions);
      if (keeps) {
        store.setState({ savedAt: at, saving: ledger.hasChanges ? 'saving' : 'saved' });
        host.trouble(undefined);
      }
      world.channel.post(`draft ${lesson}`);
      if (conflict) await adopt(true);
    } catch (error) {
      ledger.failed(taken);
      store.setState({ saving: 'failed' });
      host.trouble(troubleOf(error));
    }
  }

  let callOff = () => {};
  const flush = (): Promise<void> => {
    callOff();
    return inTurn(saveWaiting);
  };
  function changed(): void {
    store.setState({ ...viewOf(ledger, store.getState()), saving: keeps ? 'saving' : 'failed' });
    callOff();
    callOff = world.after(PAUSE, () => void flush());
  }
  const put = (piece: Piece) => {
    if (ledger.set(piece)) changed();
  };

  /** The page may be gone before a transaction can answer: so first write what needs no answer. */
  function leave(): void {
    const waiting = ledger.changes().filter(({ of }) => isWork(of));
    const records = waiting.flatMap(({ piece, base = 'none' }) =>
      piece === undefined
        ? []
        : [
            {
              key: [lesson, piece.kind, piece.name, tab],
              value: { v: 1, piece, at: world.now(), from: 'tab', base },
            },
          ],
    );
    if (records.length > 0) world.storage.putAtOnce('beside', records);
    void flush();
  }
  world.onHide(leave);
  world.onShow(() => void inTurn(() => adopt(true)));

  /** Saves what waits, changes the storage, and shows what came of it. */
  const change = <T>(work: (t: Transaction) => Promise<{ value: T; events: Event[] }>): Promise<T> =>
    inTurn(async () => {
      await saveWaiting();
      const { value, events } = await world.storage.transact(work).catch((error) => {
        host.trouble(troubleOf(error));
        throw error;
      });
      await adopt(false);
      host.recorded(events);
      world.channel.post(`draft ${lesson}`);
      return value;
    });

  return {
    lesson,
    store,
    write: (name, value) => put({ kind: 'files', name, value }),
    forget(paths) {
      const gone = paths.filter((name) => ledger.remove({ kind: 'files', name }));
      if (gone.length > 0) changed();
    },
    answer: (name, value) => put({ kind: 'answers', name, value }),
    arrange: (part) => put({ kind: 'desk', name: 'desk', value: { ...store.getState().desk, ...part } }),
    async reset(what) {
      const { resetIn } = await changes();
      const id = await change((t) => resetIn(t, what, context()));
      if (what.scope === 'lesson') store.setState({ restored: undefined });
      return id;
    },
    async undo(id) {
      const { undoIn } = await changes();
      return change((t) => undoIn(t, id, context()));
    },
    async choose(id, which) {
      const { chooseIn } = await changes();
      await change((t) => chooseIn(t, id, which, context()));
    },
    dismiss: () => store.setState({ restored: undefined, elsewhere: [] }),
    flush,
    refresh: (theirs) => inTurn(() => adopt(theirs)),
    pieces: () => [...ledger.pieces()],
    drop: () => ledger.drop(),
  };
}
