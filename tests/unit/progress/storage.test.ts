import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browserStorage } from '@/lib/progress/browser/storage';
import { memoryStorage } from '@/lib/progress/memory-storage';
import type { Storage } from '@/lib/progress/world';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const kinds: [string, () => Promise<Storage>][] = [
  ['memory', async () => memoryStorage()],
  ['browser', async () => (await browserStorage()).storage],
];

describe.each(kinds)('storage in %s', (kind, make) => {
  test('says where it keeps things', async () => {
    expect((await make()).kind).toBe(kind);
  });

  test('gives back what was put, lists by the beginning of the key, and removes', async () => {
    const storage = await make();
    await storage.transact(async (t) => {
      await t.put('drafts', ['week1/day6', 'files', 'b'], 2);
      await t.put('drafts', ['week1/day6', 'files', 'a'], 1);
      await t.put('drafts', ['week1/day60', 'files', 'a'], 3);
    });
    const found = await storage.transact(async (t) => {
      await t.remove('drafts', ['week1/day6', 'files', 'b']);
      return {
        gone: await t.get('drafts', ['week1/day6', 'files', 'b']),
        list: await t.list('drafts', ['week1/day6']),
        all: (await t.list('drafts', [])).length,
      };
    });
    expect(found).toEqual({
      gone: undefined,
      list: [{ key: ['week1/day6', 'files', 'a'], value: 1 }],
      all: 2,
    });
  });

  test('does nothing of a piece of work that throws, and says what was thrown', async () => {
    const storage = await make();
    const work = storage.transact(async (t) => {
      await t.put('events', ['a'], 1);
      throw new Error('on purpose');
    });
    await expect(work).rejects.toThrow('on purpose');
    expect(await storage.transact((t) => t.list('events', []))).toEqual([]);
  });

  test('lets nobody in between: two that read and then write both count', async () => {
    const storage = await make();
    const add = () =>
      storage.transact(async (t) => {
        const before = Number((await t.get('events', ['sum'])) ?? 0);
        await t.put('events', ['sum'], before + 1);
      });
    await Promise.all([add(), add(), add()]);
    expect(await storage.transact((t) => t.get('events', ['sum']))).toBe(3);
  });

  test('writes at once without being waited for', async () => {
    const storage = await make();
    storage.putAtOnce('beside', [{ key: ['a'], value: 1 }]);
    expect(await storage.transact((t) => t.get('beside', ['a']))).toBe(1);
  });
});

describe('a browser that keeps nothing', () => {
  test('memory stands in when storage is closed, and the reason is told', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.spyOn(globalThis.indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('not in a private window', 'SecurityError');
    });
    const { storage, trouble } = await browserStorage();
    expect([storage.kind, trouble]).toEqual(['memory', 'closed']);
  });

  test('a database of a newer version of the course is left alone', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const db = await openDB('argocd-day-by-day', 7, {
      upgrade: (fresh) => void fresh.createObjectStore('new'),
    });
    db.close();
    const { storage, trouble } = await browserStorage();
    expect([storage.kind, trouble]).toEqual(['memory', 'newer']);
    expect((await openDB('argocd-day-by-day')).version).toBe(7);
  });
});
