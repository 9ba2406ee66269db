import { createStore } from 'zustand/vanilla';
import { type Aside, listAside } from './aside';
import { type DraftHost, type OpenDraft, openDraft } from './draft/open';
import { loadEvents, putEvent } from './events';
import { inOrder } from './in-order';
import type { Progress, ProgressState } from './progress';
import { progressOf } from './progress-of';
import type { Event } from './schema';
import { troubleOf } from './trouble';
import { PLACES, type Trouble, type World } from './world';

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Bytes have no place in JSON: they are written as the list of their numbers. */
const bytesAsNumbers = (_key: string, value: unknown) => (value instanceof Uint8Array ? [...value] : value);

/**
 * Opens what a browser knows of the learner. Never fails: what cannot be read is set aside, and where nothing can be
 * kept, everything works until the page is closed.
 *
 * @param trouble why the storage handed in is only memory.
 */
export async function openProgress(world: World, trouble?: Trouble): Promise<Progress> {
  const { storage, channel } = world;
  const tab = world.newId();
  const fresh = () => ({ id: world.newId(), at: world.now() });
  const store = createStore<ProgressState>(() => ({
    events: [],
    lessons: new Map(),
    trouble,
    aside: [],
  }));
  const drafts = new Map<string, Promise<OpenDraft>>();
  const say = (trouble: Trouble | undefined) => {
    if (storage.kind === 'browser' && store.getState().trouble !== trouble) store.setState({ trouble });
  };
  /** Events that storage did not take: they count, and are tried again with the next one. */
  const unsaved = new Map<string, Event>();
  function show(saved: readonly Event[]): void {
    const events = inOrder(new Map([...saved, ...unsaved.values()].map((e) => [e.id, e])).values());
    store.setState({ events, lessons: progressOf(events) });
  }

  async function reload(): Promise<void> {
    try {
      const { events, aside } = await storage.transact(async (t) => ({
        events: await loadEvents(t, fresh),
        aside: await listAside(t),
      }));
      store.setState({ aside });
      show(events);
    } catch (error) {
      say(troubleOf(error));
    }
  }

  const host: DraftHost = {
    world,
    tab,
    recorded(events) {
      if (events.length === 0) return;
      show([...store.getState().events, ...events]);
      channel.post('events');
    },
    trouble: say,
    aside: () => void reload(),
  };

  function draft(lesson: string): Promise<OpenDraft> {
    const known = drafts.get(lesson);
    if (known !== undefined) return known;
    const opening = openDraft(lesson, host);
    drafts.set(lesson, opening);
    return opening;
  }

  const eachDraft = async (work: (draft: OpenDraft) => Promise<void> | void) => {
    for (const opening of drafts.values()) await work(await opening);
  };

  async function cleared(): Promise<void> {
    await eachDraft((one) => one.drop());
    unsaved.clear();
    await reload();
    await eachDraft((one) => one.refresh(false));
  }

  channel.listen((message) => {
    if (message === 'cleared') void cleared();
    else if (message === 'events') void reload();
    else void drafts.get(message.replace(/^draft /, ''))?.then((one) => one.refresh(true));
  });

  await reload();

  return {
    store,
    draft,
    async record(event) {
      const whole: Event = { ...event, ...fresh() };
      unsaved.set(whole.id, whole);
      show(store.getState().events);
      const batch = [...unsaved.values()];
      try {
        await storage.transact(async (t) => {
          for (const one of batch) await putEvent(t, one);
        });
        for (const { id } of batch) unsaved.delete(id);
        say(undefined);
        channel.post('events');
      } catch (error) {
        say(troubleOf(error));
      }
    },
    async exportFile() {
      await eachDraft((one) => one.flush());
      const transfer = await import('./transfer');
      const at = world.now();
      // Where nothing can be saved, the export is the only way out for what this page shows.
      const all = new Map(
        await storage.transact(transfer.readDrafts).catch((error) => {
          say(troubleOf(error));
          return [];
        }),
      );
      await eachDraft((one) => {
        const shown = transfer.asShown(one.pieces(), all.get(one.lesson), at);
        if (shown.length > 0) all.set(one.lesson, shown);
        else all.delete(one.lesson);
      });
      const text = transfer.writeFile(store.getState().events, all, at);
      return { name: `argocd-day-by-day-${dayOf(at)}.json`, text };
    },
    async readImport(text) {
      await eachDraft((one) => one.flush());
      const transfer = await import('./transfer');
      const all = await storage.transact(transfer.readDrafts);
      return transfer.prepareImport(text, store.getState().events, all);
    },
    async applyImport(plan) {
      await eachDraft((one) => one.flush());
      const transfer = await import('./transfer');
      await storage.transact((t) => transfer.carryOut(t, plan, world.newId));
      await reload();
      channel.post('events');
      for (const lesson of new Set([...plan.add, ...plan.beside].map((one) => one.lesson))) {
        await (await drafts.get(lesson))?.refresh(false);
        channel.post(`draft ${lesson}`);
      }
    },
    asideFile(id) {
      const found = store.getState().aside.find((one: Aside) => one.id === id);
      if (found === undefined) return undefined;
      const text = JSON.stringify(found, bytesAsNumbers, 1);
      return { name: `argocd-day-by-day-set-aside-${id}.json`, text };
    },
    async dropAside(id) {
      await storage.transact((t) => t.remove('aside', [id]));
      await reload();
    },
    async clear() {
      await eachDraft((one) => one.drop());
      await storage.transact(async (t) => {
        for (const place of PLACES) await t.clear(place);
      });
      await cleared();
      channel.post('cleared');
    },
  };
}
