import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLab, type Lab, type StepReport } from '@/lib/lab';
import { treeOf } from '@/lib/tree';

const start = treeOf({ 'app.yaml': 'app', 'r/day5/base/k.yaml': 'k5', 'r/day5/job.yaml': 'j5' });
const solution = treeOf({ ...Object.fromEntries(start), 'app.yaml': 'done', 'r/day6/base/k.yaml': 'k6' });

function step(id: string, files: string[], done = false): StepReport {
  return { id, title: id, optional: false, files, done, checks: [] };
}

let lab: Lab;
beforeEach(() => {
  lab = createLab();
  lab.begin({ lesson: 'week1/day6', start, solution, opens: 'app.yaml' });
});
const text = (path: string) => lab.getState().tree.get(path);

describe('what is open', () => {
  it('begins with the file that the lesson names', () => {
    expect(lab.getState()).toMatchObject({ tabs: ['app.yaml'], active: 'app.yaml', status: 'ready' });
  });

  it('is what the learner had open, as far as it still exists', () => {
    lab.begin({
      lesson: 'x',
      start,
      solution,
      tabs: ['gone', 'r/day5/job.yaml', 'app.yaml'],
      active: 'app.yaml',
    });
    expect(lab.getState()).toMatchObject({ tabs: ['r/day5/job.yaml', 'app.yaml'], active: 'app.yaml' });
  });

  it('is the place that was asked for before the workbench opened', () => {
    lab = createLab();
    lab.openFile('r/day5/job.yaml', 3);
    lab.loading('x');
    lab.begin({ lesson: 'x', start, solution, opens: 'app.yaml' });
    expect(lab.getState()).toMatchObject({ active: 'r/day5/job.yaml', place: { line: 3 } });
  });

  it('asks for the same place again when it is asked for again', () => {
    lab.openFile('app.yaml', 2);
    const first = lab.getState().place;
    lab.openFile('app.yaml', 2);
    expect(lab.getState().place).not.toEqual(first);
  });

  it('follows a renamed folder and forgets a deleted file', () => {
    lab.openFile('r/day5/job.yaml');
    lab.rename('r/day5', 'r/old');
    expect(lab.getState()).toMatchObject({ tabs: ['app.yaml', 'r/old/job.yaml'], active: 'r/old/job.yaml' });
    lab.remove('r/old/job.yaml');
    expect(lab.getState()).toMatchObject({ tabs: ['app.yaml'], active: 'app.yaml' });
  });

  it('follows a file back when its new name is taken back, and again with what was written since', async () => {
    lab.openFile('r/day5/job.yaml');
    lab.rename('r/day5', 'r/old');
    lab.edit('r/old/job.yaml', 'written since');
    await lab.undo();
    expect(lab.getState()).toMatchObject({
      tabs: ['app.yaml', 'r/day5/job.yaml'],
      active: 'r/day5/job.yaml',
    });
    expect(text('r/day5/job.yaml')).toBe(start.get('r/day5/job.yaml'));
    lab.redo();
    expect(lab.getState()).toMatchObject({ tabs: ['app.yaml', 'r/old/job.yaml'], active: 'r/old/job.yaml' });
    expect(text('r/old/job.yaml')).toBe('written since');
  });

  it('gives the neighbour its place when a tab closes', () => {
    lab.openFile('r/day5/job.yaml');
    lab.openFile('r/day5/base/k.yaml');
    lab.openFile('r/day5/job.yaml');
    lab.closeFile('r/day5/job.yaml');
    expect(lab.getState().active).toBe('r/day5/base/k.yaml');
  });
});

describe('folders', () => {
  it('can be empty, and be copied, renamed and removed so', () => {
    expect(lab.createFolder('r/new/deep')).toBeUndefined();
    expect(lab.createFolder('r/new/deep')).toMatch(/already/);
    expect(lab.copy('r/new', 'r/two')).toBeUndefined();
    expect(lab.getState().folders.has('r/two/deep')).toBe(true);
    expect(lab.rename('r/new/deep', 'r/new/low')).toBeUndefined();
    expect([...lab.getState().folders].sort()).toEqual(['r/new', 'r/new/low', 'r/two', 'r/two/deep']);
    expect(lab.remove('r/new/low')).toBeUndefined();
    expect(lab.getState().folders.has('r/new/low')).toBe(false);
  });

  it('stay when their last file goes', () => {
    lab.remove('r/day5/base/k.yaml');
    expect([...lab.getState().folders]).toEqual(['r/day5/base']);
  });

  it('take their empty folders along when they are copied', () => {
    lab.createFolder('r/day5/empty');
    expect(lab.copy('r/day5', 'r/day6')).toBeUndefined();
    expect(lab.getState().folders.has('r/day6/empty')).toBe(true);
    expect(text('r/day6/job.yaml')).toBe('j5');
  });
});

describe('undo', () => {
  it('takes file operations back, the last first, and redo brings them again', async () => {
    lab.copy('r/day5', 'r/day6');
    lab.remove('app.yaml');
    await lab.undo();
    expect(text('app.yaml')).toBe('app');
    await lab.undo();
    expect(text('r/day6/job.yaml')).toBeUndefined();
    expect(await lab.undo()).toBe(false);
    lab.redo();
    expect(text('r/day6/job.yaml')).toBe('j5');
  });

  it('leaves alone what was typed in other files since', async () => {
    lab.remove('app.yaml');
    lab.edit('r/day5/job.yaml', 'typed');
    await lab.undo();
    expect(text('r/day5/job.yaml')).toBe('typed');
  });

  it('keeps what was typed into the same file for redo', async () => {
    lab.writeFile('app.yaml', 'pasted');
    lab.edit('app.yaml', 'pasted and typed');
    await lab.undo();
    expect(text('app.yaml')).toBe('app');
    lab.redo();
    expect(text('app.yaml')).toBe('pasted and typed');
  });
});

describe('a reset', () => {
  it('puts a file, or everything, back; and can be undone', async () => {
    lab.edit('app.yaml', 'mine');
    lab.createFile('new', 'n');
    await lab.resetFile('app.yaml');
    expect(text('app.yaml')).toBe('app');
    await lab.undo();
    expect(text('app.yaml')).toBe('mine');
    await lab.resetLesson();
    expect(lab.getState().tree).toEqual(start);
    await lab.undo();
    expect(text('new')).toBe('n');
  });

  it("puts a step's files back to what they were when its turn came", async () => {
    const steps = [step('copy', ['r/day6/base/k.yaml']), step('list', ['r/day6/base/k.yaml'])];
    lab.checked(steps, []);
    lab.copy('r/day5', 'r/day6');
    lab.edit('r/day6/base/k.yaml', 'k5 in day6');
    lab.checked([step('copy', ['r/day6/base/k.yaml'], true), ...steps.slice(1)], []);
    lab.edit('r/day6/base/k.yaml', 'broken');
    await lab.resetStep('list');
    expect(text('r/day6/base/k.yaml')).toBe('k5 in day6');
    await lab.resetStep('copy');
    expect(text('r/day6/base/k.yaml')).toBeUndefined();
    expect(text('r/day6/job.yaml')).toBe('j5');
  });

  it('takes what an earlier step copied from the start when its turn came in an earlier visit', async () => {
    lab.copy('r/day5', 'r/day6');
    lab.edit('r/day6/base/k.yaml', 'broken');
    lab.checked(
      [step('copy', ['r/day6/base/k.yaml'], true), step('list', ['r/day6/base/k.yaml', 'r/day6/x'])],
      [],
    );
    await lab.resetStep('list');
    expect(text('r/day6/base/k.yaml')).toBe('k5');
  });

  it('goes through the keeper, and its undo too', async () => {
    const keeper = { reset: vi.fn(async () => 'id1'), undo: vi.fn(async () => true) };
    lab.begin({ lesson: 'x', start, solution, keeper });
    lab.edit('app.yaml', 'mine');
    await lab.resetFile('app.yaml');
    expect(keeper.reset).toHaveBeenCalledWith({ scope: 'file', path: 'app.yaml' });
    await lab.undo();
    expect(keeper.undo).toHaveBeenCalledWith('id1');
    expect(text('app.yaml')).toBe('mine');
  });

  it('is done, and can be undone, when the keeper cannot keep anything', async () => {
    const keeper = { reset: async () => undefined, undo: async () => false };
    lab.begin({ lesson: 'x', start, solution, keeper });
    lab.edit('app.yaml', 'mine');
    await lab.resetFile('app.yaml');
    expect(text('app.yaml')).toBe(start.get('app.yaml'));
    await lab.undo();
    expect(text('app.yaml')).toBe('mine');
  });
});

describe('a fix', () => {
  it('edits as many files as it touches, and is one step back', async () => {
    const at = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    lab.writeFile('two.yaml', 'a: 1\r\nb: 2\n');
    lab.applyFix({
      title: 'Mend it',
      changes: [
        { path: 'app.yaml', edits: [{ range: at(0, 0, 3), newText: 'x' }] },
        {
          path: 'two.yaml',
          edits: [
            { range: at(1, 3, 4), newText: '3' },
            { range: at(0, 0, 1), newText: 'aa' },
          ],
        },
      ],
    });
    expect([text('app.yaml'), text('two.yaml')]).toEqual(['x', 'aa: 1\r\nb: 3\n']);
    await lab.undo();
    expect([text('app.yaml'), text('two.yaml')]).toEqual(['app', 'a: 1\r\nb: 2\n']);
  });
});

describe('the way to the solution', () => {
  it('is a diff of the files of the step', async () => {
    lab.checked([step('one', ['app.yaml', 'r/day6'])], []);
    expect(await lab.diffToSolution('one')).toEqual([
      {
        path: 'app.yaml',
        status: 'changed',
        hunks: [
          {
            line: 1,
            lines: expect.arrayContaining([
              { kind: 'out', text: 'app' },
              { kind: 'in', text: 'done' },
            ]),
          },
        ],
      },
      { path: 'r/day6/base/k.yaml', status: 'missing', hunks: [expect.anything()] },
    ]);
  });

  it('is empty for a step that nobody knows', async () => {
    expect(await lab.diffToSolution('none')).toEqual([]);
  });
});
