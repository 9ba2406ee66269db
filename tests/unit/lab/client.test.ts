import { describe, expect, it, vi } from 'vitest';
import { createClient } from '@/lib/lab/client';
import type { Request } from '@/lib/lab/protocol';
import { treeOf } from '@/lib/tree';
import { fakeClock, fakeWorkers } from './fake-worker';

function setUp() {
  const workers = fakeWorkers();
  const clock = fakeClock();
  const onDiagnosed = vi.fn();
  const onChecked = vi.fn();
  const onFailed = vi.fn();
  const options = { lesson: 'week1/day6', spawn: workers.spawn, schedule: clock.schedule };
  const client = createClient({ ...options, onDiagnosed, onChecked, onFailed });
  return { client, workers, clock, onDiagnosed, onChecked, onFailed };
}

const filesOf = (requests: Request[]) => requests.filter((request) => request.type === 'files');

const found = {
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
  severity: 1 as const,
  code: 'x',
  message: 'x',
  fixes: [],
};

describe('files on their way to the worker', () => {
  it('wait until it is ready', () => {
    const { client, workers } = setUp();
    client.sync(treeOf({ a: '1' }));
    expect(workers.last().requests).toEqual([{ type: 'open', lesson: 'week1/day6' }]);
    workers.last().reply({ type: 'ready' });
    expect(filesOf(workers.last().requests)).toEqual([{ type: 'files', version: 1, changed: [['a', '1']] }]);
  });

  it('are only those that changed', () => {
    const { client, workers } = setUp();
    client.sync(treeOf({ a: '1', b: '2' }));
    workers.last().reply({ type: 'ready' });
    workers.last().reply({ type: 'diagnosed', version: 1, files: [] });
    client.sync(treeOf({ a: '1', b: '3', c: '4' }));
    expect(filesOf(workers.last().requests).at(-1)?.changed).toEqual([
      ['b', '3'],
      ['c', '4'],
    ]);
    workers.last().reply({ type: 'diagnosed', version: 2, files: [] });
    client.sync(treeOf({ a: '1' }));
    expect(filesOf(workers.last().requests).at(-1)?.changed).toEqual([
      ['b', undefined],
      ['c', undefined],
    ]);
  });

  it('skip the states in between while it works', () => {
    const { client, workers } = setUp();
    client.sync(treeOf({ a: '0' }));
    workers.last().reply({ type: 'ready' });
    for (const text of ['1', '2', '3']) client.sync(treeOf({ a: text }));
    expect(filesOf(workers.last().requests)).toHaveLength(1);
    workers.last().reply({ type: 'diagnosed', version: 1, files: [] });
    expect(filesOf(workers.last().requests)).toHaveLength(2);
    expect(filesOf(workers.last().requests).at(-1)?.changed).toEqual([['a', '3']]);
  });

  it('come back with the tree that they were found in', () => {
    const { client, workers, onDiagnosed } = setUp();
    const tree = treeOf({ a: '0' });
    client.sync(tree);
    workers.last().reply({ type: 'ready' });
    client.sync(treeOf({ a: '1' }));
    workers.last().reply({ type: 'diagnosed', version: 1, files: [['a', [found]]] });
    expect(onDiagnosed).toHaveBeenCalledExactlyOnceWith(new Map([['a', [found]]]), tree);
  });
});

describe('a worker that takes over a second', () => {
  function stuck() {
    const parts = setUp();
    parts.client.sync(treeOf({ good: '1', bad: 'x' }));
    parts.workers.last().reply({ type: 'ready' });
    parts.workers.last().reply({ type: 'at', path: 'bad' });
    parts.clock.advance(1100);
    return parts;
  }

  it('is stopped and started anew, and one diagnostic on the file says so', () => {
    const { workers, onDiagnosed } = stuck();
    expect(workers.all.map((worker) => worker.terminated)).toEqual([true, false]);
    const [files] = onDiagnosed.mock.lastCall ?? [];
    expect(files.get('bad')).toEqual([
      expect.objectContaining({ code: 'check-stopped', message: expect.stringContaining('1 second') }),
    ]);
  });

  it('keeps that file from the next worker until it changes', () => {
    const { client, workers, onDiagnosed } = stuck();
    workers.last().reply({ type: 'ready' });
    expect(filesOf(workers.last().requests)[0]?.changed).toEqual([
      ['bad', ''],
      ['good', '1'],
    ]);
    workers.last().reply({ type: 'diagnosed', version: 2, files: [['good', [found]]] });
    const [files] = onDiagnosed.mock.lastCall ?? [];
    expect([...files.keys()].sort()).toEqual(['bad', 'good']);

    client.sync(treeOf({ good: '1', bad: 'mended' }));
    expect(filesOf(workers.last().requests).at(-1)?.changed).toEqual([['bad', 'mended']]);
    workers.last().reply({ type: 'diagnosed', version: 3, files: [] });
    expect(onDiagnosed.mock.lastCall?.[0].get('bad')).toBeUndefined();
  });

  it('is not stopped while it turns from file to file', () => {
    const { client, workers, clock } = setUp();
    client.sync(treeOf({ a: '1', b: '2', c: '3' }));
    workers.last().reply({ type: 'ready' });
    for (const path of ['a', 'b', 'c']) {
      workers.last().reply({ type: 'at', path });
      clock.advance(900);
    }
    expect(workers.all).toHaveLength(1);
  });

  it('is not stopped over a reply that waited behind a busy page', () => {
    const { client, workers, clock } = setUp();
    client.sync(treeOf({ a: '1' }));
    workers.last().reply({ type: 'ready' });
    clock.advance(1000);
    workers.last().reply({ type: 'diagnosed', version: 1, files: [] });
    workers.last().reply({ type: 'checked', version: 1, steps: [], targets: [] });
    clock.advance(5000);
    expect(workers.all).toHaveLength(1);
  });

  it('gives up the question it was stopped over', async () => {
    const { client, workers, clock } = setUp();
    client.sync(treeOf({ a: '1' }));
    workers.last().reply({ type: 'ready' });
    const hover = client.hover('a', { line: 0, character: 0 });
    clock.advance(1100);
    await expect(hover).resolves.toBeUndefined();
    expect(workers.all).toHaveLength(2);
  });

  it('is given up when it never comes through', () => {
    const { workers, clock, onFailed } = stuck();
    for (let n = 0; n < 12; n++) {
      workers.last().reply({ type: 'ready' });
      clock.advance(1100);
    }
    expect(onFailed).toHaveBeenCalled();
    expect(workers.all.length).toBeLessThan(12);
  });
});

describe('a worker that loads', () => {
  it('has a minute', () => {
    const { workers, clock } = setUp();
    clock.advance(59_000);
    expect(workers.all).toHaveLength(1);
  });

  it('says when its code cannot be had', () => {
    const { workers, onFailed } = setUp();
    workers.last().crash('no such file');
    expect(onFailed).toHaveBeenCalledWith('no such file');
  });
});

describe('a question', () => {
  it('is asked about the files as they are', async () => {
    const { client, workers } = setUp();
    workers.last().reply({ type: 'ready' });
    client.sync(treeOf({ a: '1' }));
    client.sync(treeOf({ a: '2' }));
    const asked = client.format('a');
    expect(
      workers
        .last()
        .requests.slice(-2)
        .map((request) => request.type),
    ).toEqual(['files', 'ask']);
    workers.last().reply({ type: 'answered', id: 1, answer: { kind: 'format', value: 'x' } });
    await expect(asked).resolves.toBe('x');
  });

  it('has no answer when a bug of ours keeps it', async () => {
    const { client, workers, onFailed } = setUp();
    workers.last().reply({ type: 'ready' });
    const asked = client.build('a');
    workers.last().reply({ type: 'failed', about: { id: 1 }, message: 'TypeError' });
    await expect(asked).resolves.toBeUndefined();
    expect(onFailed).toHaveBeenCalledWith('TypeError');
  });
});
