import { describe, expect, test } from 'vitest';
import { fileRows } from '@/components/lesson/file-rows';

const drawn = (paths: string[]) => fileRows(paths).map(({ name, depth }) => '  '.repeat(depth) + name);

describe('the list of files before the workbench opens', () => {
  test('has folders first, and folders that hold nothing else on one line', () => {
    expect(
      drawn([
        'app.yaml',
        'repo/day5/overlays/dev/k.yaml',
        'repo/day5/app/base/k.yaml',
        'repo/day5/app/base/d.yaml',
      ]),
    ).toEqual([
      'repo/day5/',
      '  app/base/',
      '    d.yaml',
      '    k.yaml',
      '  overlays/dev/',
      '    k.yaml',
      'app.yaml',
    ]);
  });
  test('tells apart folders of which one name begins with the other', () => {
    expect(drawn(['app/a.yaml', 'app2/b.yaml'])).toEqual(['app/', '  a.yaml', 'app2/', '  b.yaml']);
  });
  test('is empty when a lesson starts from nothing', () => {
    expect(drawn([])).toEqual([]);
  });
});
