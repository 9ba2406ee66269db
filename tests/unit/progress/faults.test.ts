import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browserStorage } from '@/lib/progress/browser/storage';
import { openProgress } from '@/lib/progress/open';
import type { Storage } from '@/lib/progress/world';
import { browser } from './world';

const LESSON = 'week1/day6';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

async function withRecords(put: (storage: Storage) => Promise<void>) {
  const { storage } = await browserStorage();
  await put(storage);
  const progress = await browser(storage).tab().open();
  return { progress, draft: await progress.draft(LESSON), storage };
}
const good = { v: 1, kind: 'files', name: 'good.yaml', value: 'good', revision: 'r1', at: 5 };

describe('a record that cannot be read', () => {
  test.each<[string, string[], unknown, string]>([
    ['is no record at all', [LESSON, 'files', 'bad.yaml'], 'garbage', 'corrupt'],
    ['lies under another name', [LESSON, 'files', 'bad.yaml'], good, 'corrupt'],
    ['has a path that leaves', [LESSON, 'files', '../x'], { ...good, name: '../x' }, 'corrupt'],
    ['is of a newer version', [LESSON, 'files', 'new.yaml'], { v: 2, whatever: true }, 'newer'],
    ['is a desk without sense', [LESSON, 'desk', 'desk'], { ...good, kind: 'desk', value: 7 }, 'corrupt'],
  ])('is set aside, and the lesson opens with the rest: %s', async (_, key, record, reason) => {
    const { progress, draft } = await withRecords((storage) =>
      storage.transact(async (t) => {
        await t.put('drafts', [LESSON, 'files', 'good.yaml'], good);
        await t.put('drafts', key, record);
      }),
    );
    expect([...draft.store.getState().files]).toEqual([['good.yaml', 'good']]);
    await vi.waitFor(() => expect(progress.store.getState().aside).toHaveLength(1));
    const [aside] = progress.store.getState().aside;
    expect(aside).toMatchObject({ reason, from: 'drafts', key, record });
    const file = progress.asideFile(aside?.id ?? '');
    expect(JSON.parse(file?.text ?? '')).toMatchObject({ record });
    await progress.dropAside(aside?.id ?? '');
    expect(progress.store.getState().aside).toEqual([]);
    expect(progress.asideFile(aside?.id ?? '')).toBeUndefined();
  });

  test('among events, second versions and snapshots takes nothing else along', async () => {
    const event = { id: 'e1', at: 1, lesson: LESSON, kind: 'opened' };
    const { progress } = await withRecords((storage) =>
      storage.transact(async (t) => {
        await t.put('events', ['e1'], { v: 1, event });
        await t.put('events', ['e2'], { v: 1, event });
        await t.put('events', ['e3'], { v: 1, event: { ...event, id: 'e3', kind: 'flew' } });
        await t.put('beside', [LESSON, 'files', 'a', 'x'], null);
        await t.put('snapshots', [LESSON, 'x'], []);
      }),
    );
    expect(progress.store.getState().events).toEqual([event]);
    await vi.waitFor(() => expect(progress.store.getState().aside).toHaveLength(4));
  });

  test('stays set aside after a reload, once', async () => {
    const { storage } = await withRecords((s) =>
      s.transact((t) => t.put('drafts', [LESSON, 'files', 'bad'], 1)),
    );
    const again = await browser(storage).tab().open();
    await again.draft(LESSON);
    expect(again.store.getState().aside).toHaveLength(1);
  });
});

describe('storage that takes nothing', () => {
  const failing = (storage: Storage, error: Error): Storage => ({
    ...storage,
    transact: (work) =>
      storage.transact((t) =>
        work({
          ...t,
          put: async () => {
            throw error;
          },
        }),
      ),
  });

  test('a full disk is told, what was written stays on the screen, and it is saved when there is room', async () => {
    const { storage } = await browserStorage();
    const full = failing(storage, new DOMException('no room', 'QuotaExceededError'));
    let now: Storage = full;
    const switching: Storage = {
      kind: 'browser',
      transact: (work) => now.transact(work),
      putAtOnce: () => {},
    };
    const progress = await browser(switching).tab().open();
    const draft = await progress.draft(LESSON);
    draft.write('a', '1');
    await draft.flush();
    expect([draft.store.getState().saving, progress.store.getState().trouble]).toEqual(['failed', 'full']);
    expect(draft.store.getState().files.get('a')).toBe('1');
    await progress.record({ lesson: LESSON, kind: 'opened' });
    expect(progress.store.getState().events).toHaveLength(1);
    const exported = JSON.parse((await progress.exportFile()).text);
    expect(exported.drafts[0].files).toMatchObject([{ is: 'text', path: 'a', text: '1' }]);
    expect(exported.events).toHaveLength(1);

    now = storage;
    draft.write('b', '2');
    await draft.flush();
    expect([draft.store.getState().saving, progress.store.getState().trouble]).toEqual(['saved', undefined]);
    await progress.record({ lesson: LESSON, kind: 'step-passed', step: 'copy', hints: 0 });
    const later = await browser(storage).tab().open();
    expect(later.store.getState().events.map(({ kind }) => kind)).toEqual(['opened', 'step-passed']);
    const after = await later.draft(LESSON);
    expect([...after.store.getState().files.keys()].sort()).toEqual(['a', 'b']);
  });

  test('in memory everything works, nothing claims to be saved, and the reason stands', async () => {
    const { memoryStorage } = await import('@/lib/progress/memory-storage');
    const { world } = browser(memoryStorage()).tab();
    const progress = await openProgress(world, 'closed');
    const draft = await progress.draft(LESSON);
    draft.write('a', '1');
    await draft.flush();
    await progress.record({ lesson: LESSON, kind: 'opened' });
    expect(progress.store.getState().trouble).toBe('closed');
    expect(draft.store.getState()).toMatchObject({ saving: 'failed', savedAt: undefined });
    expect(progress.store.getState().events).toHaveLength(1);
  });

  test('storage that breaks while a lesson opens leaves an empty draft that works', async () => {
    const { storage } = await browserStorage();
    const broken: Storage = { ...storage, transact: () => Promise.reject(new Error('gone')) };
    const progress = await browser(broken).tab().open();
    const draft = await progress.draft(LESSON);
    draft.write('a', '1');
    await draft.flush();
    expect(progress.store.getState().trouble).toBe('closed');
    expect(draft.store.getState().files.get('a')).toBe('1');
    await expect(draft.reset({ scope: 'lesson' })).rejects.toThrow('gone');
    const exported = JSON.parse((await progress.exportFile()).text);
    expect(exported.drafts[0].files).toMatchObject([{ is: 'text', path: 'a', text: '1' }]);
  });
});
