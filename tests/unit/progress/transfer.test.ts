import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '@/lib/progress';
import { memoryStorage } from '@/lib/progress/memory-storage';
import { prepareImport, writeFile } from '@/lib/progress/transfer';
import { unpackDraft } from '@/lib/progress/transfer/file';
import { mergeEvents } from '@/lib/progress/transfer/plan';
import { readFile } from '@/lib/progress/transfer/read';
import { drafts, events, pieces } from './arbitrary';
import { browser } from './world';

const LESSON = 'week1/day6';
const opened: Event = { id: 'e1', at: 1, lesson: LESSON, kind: 'opened' };
const valid = (over: object = {}) => ({
  format: 'argocd-day-by-day/progress',
  version: 1,
  exportedAt: 1,
  events: [opened],
  drafts: [],
  ...over,
});
const refusal = (text: string) => {
  const read = readFile(text);
  return 'refused' in read ? read.refused : 'accepted';
};

describe('an export', () => {
  test('read again says what was written', () => {
    fc.assert(
      fc.property(events, drafts, (someEvents, someDrafts) => {
        const read = readFile(writeFile(someEvents, someDrafts, 5));
        if ('refused' in read) throw new Error(read.refused);
        expect(read.file.events).toEqual(someEvents);
        const names = (list: readonly { piece: { kind: string; name: string } }[]) =>
          [...list].sort((a, b) => (a.piece.kind + a.piece.name < b.piece.kind + b.piece.name ? -1 : 1));
        for (const draft of read.file.drafts)
          expect(names(unpackDraft(draft))).toEqual(names(someDrafts.get(draft.lesson) ?? []));
        expect(read.file.drafts).toHaveLength(someDrafts.size);
      }),
      { numRuns: 60 },
    );
  });

  test('imported where everything is known adds nothing and differs in nothing', () => {
    fc.assert(
      fc.property(events, drafts, (someEvents, someDrafts) => {
        const prepared = prepareImport(writeFile(someEvents, someDrafts, 5), someEvents, someDrafts);
        expect(prepared).toMatchObject({ plan: { events: [], add: [], beside: [] } });
      }),
      { numRuns: 60 },
    );
  });
});

describe('merging events', () => {
  test('gives the same in either order, and twice the same as once', () => {
    const parts = fc.tuple(events, fc.func(fc.boolean()), fc.func(fc.boolean()));
    fc.assert(
      fc.property(parts, ([all, inA, inB]) => {
        const a = all.filter((event) => inA(event.id));
        const b = all.filter((event) => inB(event.id));
        const merged = mergeEvents(a, b);
        expect(mergeEvents(b, a)).toEqual(merged);
        if ('differs' in merged) throw new Error('they do not differ');
        expect(mergeEvents(merged.events, b)).toEqual(merged);
        expect(mergeEvents(a, a)).toEqual(mergeEvents(a, []));
      }),
      { numRuns: 60 },
    );
  });

  test('an event that says something else under a known id is told', () => {
    expect(mergeEvents([opened], [{ ...opened, at: 2 }])).toEqual({ differs: 'e1' });
  });
});

describe('a file that is no export of ours', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /^It is not JSON: /],
    ['something else', '{"a":1}', /^It is not an export of this course\.$/],
    ['a list', '[]', /not an export/],
    ['null', 'null', /not an export/],
    ['a newer version', JSON.stringify(valid({ version: 2 })), /newer version .*format 2; this page reads 1/],
    ['a version of 0', JSON.stringify(valid({ version: 0 })), /^version is not what/],
    ['a missing field', JSON.stringify(valid({ events: undefined })), /^events is not what/],
    ['a wrong field', JSON.stringify(valid({ events: [{ ...opened, at: 'x' }] })), /^events\[0\]\.at is not/],
    ['a field too many', JSON.stringify(valid({ extra: 1 })), /^extra is not what/],
    ['__proto__', `{"__proto__":{"a":1},${JSON.stringify(valid()).slice(1)}`, /a field named __proto__/],
    [
      'markup in a name',
      JSON.stringify(valid({ events: [{ ...opened, id: '<img src=x onerror=alert(1)>' }] })),
      /^events\[0\]\.id is not/,
    ],
    [
      'a lesson that is none',
      JSON.stringify(valid({ events: [{ ...opened, lesson: '../x' }] })),
      /lesson is not/,
    ],
    ['one event twice', JSON.stringify(valid({ events: [opened, opened] })), /has the event e1 twice/],
    [
      'a path that leaves the workspace',
      JSON.stringify(
        valid({
          drafts: [
            { lesson: LESSON, files: [{ is: 'text', path: '../../etc', at: 1, text: '' }], answers: [] },
          ],
        }),
      ),
      /^drafts\[0\]\.files\[0\]\.path is not/,
    ],
    ['10,000 levels of brackets', '['.repeat(10_000), /not JSON|not an export/],
    ['more than 32 MB', ' '.repeat(32 * 1024 * 1024 + 1), /larger than 32 MB/],
  ])('is refused with the reason: %s', (_, text, reason) => {
    expect(refusal(text)).toMatch(reason);
  });

  test('never makes reading throw, whatever it is', () => {
    const broken = fc.oneof(
      fc.json(),
      fc.string(),
      fc.tuple(events, drafts, fc.nat(), fc.string({ maxLength: 3 })).map(([some, more, at, splice]) => {
        const text = writeFile(some, more, 1);
        const where = at % text.length;
        return text.slice(0, where) + splice + text.slice(where + 1);
      }),
      fc.jsonValue().map((value) => JSON.stringify(valid({ drafts: value }))),
      fc.jsonValue().map((value) => JSON.stringify(valid({ events: value }))),
    );
    fc.assert(
      fc.property(broken, (text) => {
        const prepared = prepareImport(text, [opened], new Map());
        expect('plan' in prepared || prepared.refused.length > 0).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an import', () => {
  const fresh = async () => {
    const machine = browser(memoryStorage());
    const progress = await machine.tab().open();
    return { machine, progress, draft: await progress.draft(LESSON) };
  };

  test('brings an emptied browser back to what it was', async () => {
    const { progress, draft } = await fresh();
    await progress.record({ lesson: LESSON, kind: 'step-passed', step: 'copy', hints: 1 });
    draft.write('a.yaml', '<script>alert(1)</script>');
    draft.answer('q', { given: { a: 'b' }, checked: true });
    draft.arrange({ tabs: ['a.yaml'] });
    const { name, text } = await progress.exportFile();
    expect(name).toBe('argocd-day-by-day-2026-01-06.json');
    const before = { lessons: progress.store.getState().lessons, draft: draft.store.getState() };
    await progress.clear();
    expect(progress.store.getState().events).toEqual([]);
    expect(draft.store.getState().files.size).toBe(0);

    const read = await progress.readImport(text);
    if ('refused' in read) throw new Error(read.refused);
    expect(read.summary).toMatchObject({ newEvents: 1, knownEvents: 0, same: 0, differing: [] });
    expect(read.summary.added.map(({ name }) => name).sort()).toEqual(['a.yaml', 'q']);
    await progress.applyImport(read.plan);
    const { files, answers, desk } = draft.store.getState();
    expect({ files, answers, desk }).toEqual({
      files: before.draft.files,
      answers: before.draft.answers,
      desk: before.draft.desk,
    });
    expect(progress.store.getState().lessons).toEqual(before.lessons);
  });

  test('keeps a differing file beside, however often it is imported', async () => {
    const { progress, draft } = await fresh();
    draft.write('a.yaml', 'imported');
    const { text } = await progress.exportFile();
    draft.write('a.yaml', 'mine');
    for (let n = 0; n < 2; n += 1) {
      const read = await progress.readImport(text);
      if ('refused' in read) throw new Error(read.refused);
      expect(read.summary.differing).toMatchObject([{ lesson: LESSON, kind: 'files', name: 'a.yaml' }]);
      await progress.applyImport(read.plan);
    }
    const { files, beside } = draft.store.getState();
    expect(files.get('a.yaml')).toBe('mine');
    expect(beside).toMatchObject([{ from: 'import', value: 'imported' }]);
  });

  test('that is refused changes nothing', async () => {
    const { progress, draft } = await fresh();
    draft.write('a.yaml', 'mine');
    await progress.record({ lesson: LESSON, kind: 'opened' });
    const [event] = progress.store.getState().events;
    const before = [progress.store.getState().events, draft.store.getState().files];
    const hostile = valid({ events: [{ ...opened, id: event?.id, at: 99 }] });
    expect(await progress.readImport(JSON.stringify(hostile))).toEqual({
      refused: `The event ${event?.id} says something else there than it does here.`,
    });
    expect([progress.store.getState().events, draft.store.getState().files]).toEqual(before);
  });

  test('of any two drafts overwrites nothing that is here', () =>
    fc.assert(
      fc.property(pieces, pieces, (here, imported) => {
        const drafts = new Map([[LESSON, here]]);
        const text = writeFile([], new Map([[LESSON, imported]]), 1);
        const prepared = prepareImport(text, [], drafts);
        if ('refused' in prepared) throw new Error(prepared.refused);
        const ours = new Set(here.map(({ piece }) => `${piece.kind}/${piece.name}`));
        for (const { piece } of prepared.plan.add)
          expect(ours.has(`${piece.kind}/${piece.name}`)).toBe(false);
      }),
    ));
});
