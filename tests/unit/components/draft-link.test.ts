import { expect, test } from 'vitest';
import { linkDraft } from '@/components/editor/draft-link';
import { createLab } from '@/lib/lab';
import { memoryStorage } from '@/lib/progress/memory-storage';
import { treeOf } from '@/lib/tree';
import { browser } from '../progress/world';

const start = treeOf({ 'app.yaml': 'a', 'r/day5/k.yaml': 'k', 'r/day5/job.yaml': 'j' });

async function linked() {
  const draft = await (await browser(memoryStorage()).tab().open()).draft('week1/day6');
  const lab = createLab();
  lab.begin({ lesson: 'week1/day6', start, solution: start, opens: 'app.yaml' });
  linkDraft(lab, draft);
  return { lab, draft };
}

test('a change of several files reaches the draft without the lab seeing it half done', async () => {
  const { lab, draft } = await linked();
  const sizes: number[] = [];
  lab.subscribe((state) => sizes.push(state.tree.size));
  lab.copy('r/day5', 'r/day6');
  expect(new Set(sizes)).toEqual(new Set([5]));
  expect([...draft.store.getState().files.keys()].sort()).toEqual(['r/day6/job.yaml', 'r/day6/k.yaml']);
});

test('the tab of a file stays open under its new name, and under the old one when that is taken back', async () => {
  const { lab, draft } = await linked();
  lab.openFile('r/day5/job.yaml');
  lab.rename('r/day5/job.yaml', 'r/day5/test.yaml');
  expect(lab.getState().active).toBe('r/day5/test.yaml');
  expect(draft.store.getState().files.get('r/day5/job.yaml')).toBe(null);
  await lab.undo();
  expect(lab.getState().active).toBe('r/day5/job.yaml');
  expect(draft.store.getState().files.size).toBe(0);
});

test('what another tab or an import brings shows in the lab', async () => {
  const { lab, draft } = await linked();
  draft.write('new.yaml', 'n');
  expect(lab.getState().tree.get('new.yaml')).toBe('n');
});
