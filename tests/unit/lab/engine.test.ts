import { describe, expect, it } from 'vitest';
import { createEngine, type EngineParts } from '@/lib/lab/engine';
import type { Reply } from '@/lib/lab/protocol';
import type { Task } from '@/lib/lessons';
import { treeOf } from '@/lib/tree';

const task: Task = {
  opens: 'a',
  steps: [
    {
      id: 'one',
      title: 'One',
      hints: { observe: '', where: '', change: '' },
      files: ['a'],
      checks: [
        {
          id: 'exists',
          says: 'a exists',
          test: ({ tree }) =>
            tree.has('a') ? { holds: true } : { holds: false, saw: 'no a', at: { path: 'a' } },
        },
      ],
      mistakes: [{ id: 'named-b', made: ({ tree }) => tree.has('b'), hint: 'It is called b.' }],
    },
  ],
};

function setUp(parts: Partial<EngineParts> = {}) {
  const replies: Reply[] = [];
  const waiting: (() => void)[] = [];
  const send = createEngine({
    language: {
      check: (tree) => new Map([...tree.keys()].map((path) => [path, []])),
      complete: () => [],
      hover: () => undefined,
      definition: () => [],
      format: () => undefined,
    },
    taskOf: async (lesson) => (lesson === 'week1/day6' ? task : undefined),
    workspaceOf: (tree) => ({ tree, objects: () => [], build: () => ({ error: '' }) }),
    build: (_, directory) => ({ directory, output: '', warnings: [] }),
    targetsOf: () => [],
    sample: treeOf({}),
    post: (reply) => replies.push(reply),
    later: (callback) => waiting.push(callback),
    ...parts,
  });
  const opened = async () => {
    send({ type: 'open', lesson: 'week1/day6' });
    await new Promise((resolve) => setTimeout(resolve));
    replies.length = 0;
  };
  const settle = () => {
    for (const callback of waiting.splice(0)) callback();
  };
  return { send, replies, opened, settle };
}

describe('the engine', () => {
  it('diagnoses the files as the changes leave them', async () => {
    const { send, replies, opened } = setUp();
    await opened();
    send({
      type: 'files',
      version: 1,
      changed: [
        ['a', '1'],
        ['b', '2'],
      ],
    });
    send({ type: 'files', version: 2, changed: [['b', undefined]] });
    expect(replies.filter((reply) => reply.type === 'diagnosed')).toEqual([
      {
        type: 'diagnosed',
        version: 1,
        files: [
          ['a', []],
          ['b', []],
        ],
      },
      { type: 'diagnosed', version: 2, files: [['a', []]] },
    ]);
  });

  it('checks the steps after the diagnostics, and only of the newest version', async () => {
    const { send, replies, opened, settle } = setUp();
    await opened();
    send({ type: 'files', version: 1, changed: [['a', '1']] });
    send({ type: 'files', version: 2, changed: [['a', '2']] });
    settle();
    const checked = replies.filter((reply) => reply.type === 'checked');
    expect(checked.map(({ version }) => version)).toEqual([2]);
    expect(checked[0]?.steps).toEqual([expect.objectContaining({ id: 'one', done: true })]);
  });

  it('says what a failed check saw, and which known mistake it looks like', async () => {
    const { send, replies, opened, settle } = setUp();
    await opened();
    send({ type: 'files', version: 1, changed: [['b', '1']] });
    settle();
    const checked = replies.find((reply) => reply.type === 'checked');
    expect(checked?.steps[0]).toMatchObject({
      done: false,
      checks: [{ id: 'exists', holds: false, saw: 'no a', at: { path: 'a' } }],
      mistake: { id: 'named-b', hint: 'It is called b.' },
    });
  });

  it('tells a bug of ours from an answer', async () => {
    const build = () => {
      throw new TypeError('a bug');
    };
    const { send, replies, opened } = setUp({ build });
    await opened();
    send({ type: 'ask', id: 7, question: { kind: 'build', directory: 'x' } });
    expect(replies).toEqual([
      { type: 'failed', about: { id: 7 }, message: expect.stringContaining('a bug') },
    ]);
  });

  it('is ready for a lesson without a task', async () => {
    const { send, replies } = setUp();
    send({ type: 'open', lesson: 'week9/day9' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(replies).toEqual([{ type: 'ready' }]);
  });
});
