import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { browserStorage } from '@/lib/progress/browser/storage';
import { memoryStorage } from '@/lib/progress/memory-storage';
import type { Storage } from '@/lib/progress/world';
import { browser } from './world';

const LESSON = 'week1/day6';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const kinds: [string, () => Promise<Storage>][] = [
  ['memory', async () => memoryStorage()],
  ['browser', async () => (await browserStorage()).storage],
];

describe.each(kinds)('a draft kept in %s', (_, make) => {
  async function start() {
    const machine = browser(await make());
    const open = async () => {
      const tab = machine.tab();
      const progress = await tab.open();
      return { ...tab, progress, draft: await progress.draft(LESSON) };
    };
    return { machine, open };
  }

  test('is found again as it was left', async () => {
    const { open } = await start();
    const before = await open();
    expect(before.draft.store.getState().restored).toBeUndefined();
    before.draft.write('a.yaml', 'a: 1');
    before.draft.write('bytes', new Uint8Array([0, 255]));
    before.draft.write('gone.yaml', null);
    before.draft.answer('q1', { given: ['x'], checked: true });
    before.draft.arrange({ tabs: ['a.yaml'], active: 'a.yaml' });
    before.draft.arrange({ place: { anchor: 'task', offset: 12 } });
    await before.draft.flush();
    before.crash();
    const state = (await open()).draft.store.getState();
    expect([...state.files]).toEqual([
      ['a.yaml', 'a: 1'],
      ['bytes', new Uint8Array([0, 255])],
      ['gone.yaml', null],
    ]);
    expect([...state.answers]).toEqual([['q1', { given: ['x'], checked: true }]]);
    expect(state.desk).toEqual({ tabs: ['a.yaml'], active: 'a.yaml', place: { anchor: 'task', offset: 12 } });
    expect(state.restored).toEqual({ at: state.savedAt });
  });

  test('shows what was written at once, also before it is saved', async () => {
    const { open } = await start();
    const { draft } = await open();
    draft.write('a.yaml', 'a: 1');
    expect(draft.store.getState().files.get('a.yaml')).toBe('a: 1');
    const { files } = draft.store.getState();
    draft.arrange({ active: 'a.yaml' });
    expect(draft.store.getState().files).toBe(files);
  });

  test('what was typed in the last moment before a page closes is there the next time', async () => {
    const { open, machine } = await start();
    const before = await open();
    before.draft.write('a.yaml', 'first');
    await before.draft.flush();
    before.draft.write('a.yaml', 'last words');
    before.hide();
    before.crash();
    await machine.settled();
    const { files, beside } = (await open()).draft.store.getState();
    expect([files.get('a.yaml'), beside]).toEqual(['last words', []]);
  });

  test('another tab takes over what it has not changed itself, and says so', async () => {
    const { open, machine } = await start();
    const [one, two] = [await open(), await open()];
    one.draft.write('a.yaml', 'from one');
    await one.draft.flush();
    await machine.settled();
    const state = two.draft.store.getState();
    expect([state.files.get('a.yaml'), state.elsewhere]).toEqual(['from one', ['a.yaml']]);
    two.draft.dismiss();
    two.draft.write('a.yaml', 'from two');
    await two.draft.flush();
    await machine.settled();
    expect(one.draft.store.getState().files.get('a.yaml')).toBe('from two');
    expect(one.draft.store.getState().beside).toEqual([]);
  });

  test('two tabs that changed one file keep both versions, and either can be taken', async () => {
    const { open, machine } = await start();
    const [one, two] = [await open(), await open()];
    two.freeze();
    one.draft.write('a.yaml', 'from one');
    await one.draft.flush();
    two.draft.write('a.yaml', 'from two');
    await two.draft.flush();
    await machine.settled();
    const [other] = two.draft.store.getState().beside;
    expect(two.draft.store.getState().files.get('a.yaml')).toBe('from two');
    expect(other).toMatchObject({ of: { kind: 'files', name: 'a.yaml' }, from: 'tab', value: 'from one' });
    expect(one.draft.store.getState().beside).toHaveLength(1);

    await two.draft.choose(other?.id ?? '', 'beside');
    expect(two.draft.store.getState().files.get('a.yaml')).toBe('from one');
    expect(two.draft.store.getState().beside).toEqual([]);
    const [latest] = two.draft.store.getState().undo;
    expect(latest?.label).toBe('The other version of a.yaml was taken');
    expect(await two.draft.undo(latest?.id ?? '')).toBe(true);
    expect(two.draft.store.getState().files.get('a.yaml')).toBe('from two');
  });

  test('a second version that was put away can be had back', async () => {
    const { open } = await start();
    const [one, two] = [await open(), await open()];
    two.freeze();
    one.draft.write('a.yaml', 'from one');
    await one.draft.flush();
    two.draft.write('a.yaml', 'from two');
    await two.draft.flush();
    const [other] = two.draft.store.getState().beside;
    await two.draft.choose(other?.id ?? '', 'current');
    expect(two.draft.store.getState().files.get('a.yaml')).toBe('from two');
    await two.draft.undo(two.draft.store.getState().undo[0]?.id ?? '');
    expect(two.draft.store.getState().files.get('a.yaml')).toBe('from one');
  });

  test('a deletion does not take the other tab’s work along', async () => {
    const { open } = await start();
    const [one, two] = [await open(), await open()];
    one.draft.write('a.yaml', 'first');
    await one.draft.flush();
    await two.draft.flush();
    two.freeze();
    one.draft.write('a.yaml', 'second');
    await one.draft.flush();
    two.draft.forget(['a.yaml']);
    await two.draft.flush();
    const state = two.draft.store.getState();
    expect([state.files.has('a.yaml'), state.beside[0]?.value]).toEqual([false, 'second']);
  });

  test('a tab that was frozen catches up when it is looked at again', async () => {
    const { open, machine } = await start();
    const [one, two] = [await open(), await open()];
    two.freeze();
    one.draft.write('a.yaml', 'from one');
    await one.draft.flush();
    await machine.settled();
    expect(two.draft.store.getState().files.size).toBe(0);
    two.thaw();
    await machine.settled();
    expect(two.draft.store.getState().files.get('a.yaml')).toBe('from one');
  });

  test('the same change in both tabs is no conflict', async () => {
    const { open } = await start();
    const [one, two] = [await open(), await open()];
    two.freeze();
    for (const { draft } of [one, two]) {
      draft.write('a.yaml', 'same');
      await draft.flush();
    }
    expect(two.draft.store.getState().beside).toEqual([]);
  });

  test('a lesson that is reset starts afresh, and one undo brings files, answers and ticks back', async () => {
    const { open, machine } = await start();
    const { draft, progress } = await open();
    draft.write('a.yaml', 'a: 1');
    draft.answer('q', { given: 'x' });
    await progress.record({ lesson: LESSON, kind: 'step-passed', step: 'copy', hints: 0 });
    machine.pass(1000);
    const id = await draft.reset({ scope: 'lesson' });
    expect(draft.store.getState().files.size + draft.store.getState().answers.size).toBe(0);
    expect(progress.store.getState().lessons.get(LESSON)?.steps.size).toBe(0);
    machine.pass(1000);
    draft.write('a.yaml', 'written after the reset');
    expect(await draft.undo(id)).toBe(true);
    expect(draft.store.getState().files.get('a.yaml')).toBe('a: 1');
    expect(draft.store.getState().answers.get('q')).toEqual({ given: 'x' });
    expect(progress.store.getState().lessons.get(LESSON)?.steps.has('copy')).toBe(true);
    const [redo] = draft.store.getState().undo;
    await draft.undo(redo?.id ?? '');
    expect(draft.store.getState().files.get('a.yaml')).toBe('written after the reset');
    expect(await draft.undo('no-such-thing')).toBe(false);
  });

  test('resetting a step or a file leaves the rest alone', async () => {
    const { open } = await start();
    const { draft } = await open();
    for (const path of ['a', 'b', 'c']) draft.write(path, path);
    await draft.reset({ scope: 'step', step: 'copy', paths: ['a'] });
    await draft.reset({ scope: 'file', path: 'b' });
    expect([...draft.store.getState().files.keys()]).toEqual(['c']);
    expect(draft.store.getState().undo.map(({ label }) => label)).toEqual([
      'b was put back to the start',
      'A step was put back to the start',
    ]);
  });

  test('the last ten resets can be undone; older ones are let go', async () => {
    const { open, machine } = await start();
    const { draft } = await open();
    for (let n = 0; n < 12; n += 1) {
      machine.pass(1);
      draft.write('a', String(n));
      await draft.reset({ scope: 'file', path: 'a' });
    }
    const { undo } = draft.store.getState();
    expect(undo).toHaveLength(10);
    await draft.undo(undo.at(-1)?.id ?? '');
    expect(draft.store.getState().files.get('a')).toBe('2');
  });
});
