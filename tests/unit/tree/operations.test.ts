import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Changed,
  changesBetween,
  contentOf,
  copy,
  createFile,
  fromWindows1252,
  nameForCopy,
  pathFault,
  remove,
  rename,
  type Tree,
  treeOf,
  withFiles,
  writeFile,
} from '@/lib/tree';

const tree = treeOf({ 'week1/day5/app/a.yaml': 'a', 'week1/day5/b.yaml': 'b', 'week1/day50/c.yaml': 'c' });

function done(changed: Changed): Tree {
  if ('error' in changed) throw new Error(changed.error);
  return changed.tree;
}
const paths = (changed: Changed) => [...done(changed).keys()].sort();
const errorOf = (changed: Changed) => ('error' in changed ? changed.error : undefined);

describe('copying', () => {
  it('takes everything in a folder along, and nothing that only begins like it', () => {
    expect(paths(copy(tree, 'week1/day5', 'week1/day6'))).toEqual([
      'week1/day5/app/a.yaml',
      'week1/day5/b.yaml',
      'week1/day50/c.yaml',
      'week1/day6/app/a.yaml',
      'week1/day6/b.yaml',
    ]);
  });

  it('keeps bytes', () => {
    const bytes = new Uint8Array([255, 0]);
    expect(done(copy(treeOf({ x: bytes }), 'x', 'y')).get('y')).toBe(bytes);
  });

  it('refuses to put a folder into itself', () => {
    expect(errorOf(copy(tree, 'week1/day5', 'week1/day5/app/day6'))).toMatch(/cannot be put into itself/);
  });

  it('refuses a place that is taken by a file or a folder', () => {
    expect(errorOf(copy(tree, 'week1/day5', 'week1/day50'))).toMatch(/folder week1\/day50 already/);
    expect(errorOf(copy(tree, 'week1/day5', 'week1/day5/b.yaml'))).toMatch(/file .* already/);
  });

  it('says that the source is gone', () => {
    expect(errorOf(copy(tree, 'week9', 'week1/day6'))).toMatch(/no week9 any more/);
  });

  it('never loses or changes a file that was there', () => {
    const path = fc.constantFrom('week1', 'week1/day5', 'week1/day5/b.yaml', 'x', 'week1/x', '', '../x', '/');
    fc.assert(
      fc.property(path, path, (from, to) => {
        const changed = copy(tree, from, to);
        if ('error' in changed) return true;
        return [...tree].every(([at, content]) => changed.tree.get(at) === content);
      }),
    );
  });
});

describe('renaming', () => {
  it('moves a folder with its files', () => {
    expect(paths(rename(tree, 'week1/day5', 'day6'))).toEqual([
      'day6/app/a.yaml',
      'day6/b.yaml',
      'week1/day50/c.yaml',
    ]);
  });

  it('refuses the same name', () => {
    expect(errorOf(rename(tree, 'week1/day5', 'week1/day5'))).toMatch(/its name already/);
  });
});

describe('creating and removing', () => {
  it('puts a file where none is', () => {
    expect(done(createFile(tree, 'week1/new.yaml', 'x')).get('week1/new.yaml')).toBe('x');
  });

  it('refuses to create below a file', () => {
    expect(errorOf(createFile(tree, 'week1/day5/b.yaml/c'))).toMatch(/week1\/day5\/b.yaml is a file/);
  });

  it('writes over a file and refuses to write over a folder', () => {
    expect(done(writeFile(tree, 'week1/day5/b.yaml', 'new')).get('week1/day5/b.yaml')).toBe('new');
    expect(errorOf(writeFile(tree, 'week1/day5', 'new'))).toMatch(/folder week1\/day5 already/);
  });

  it('removes a folder with all that lies in it', () => {
    expect(paths(remove(tree, 'week1/day5'))).toEqual(['week1/day50/c.yaml']);
  });

  it('refuses to remove the root', () => {
    expect(errorOf(remove(tree, ''))).toBeDefined();
  });
});

describe('a path', () => {
  it.each([
    ['', /missing/],
    ['/a', /without a leading/],
    ['a/', /missing after/],
    ['a//b', /extra \//],
    ['a/../b', /cannot be \.\./],
    ['.git/config', /Git keeps/],
    ['a/.GIT', /Git keeps/],
    ['a\\b', /not with \\/],
    ['a\u0000b', /control characters/],
    ['a\nb', /control characters/],
    [' a', /space/],
    ['ä'.repeat(128), /255 bytes long; this one has 256/],
    [`${'a/'.repeat(2100)}b`, /4096 bytes/],
  ])('%j is refused', (path, why) => {
    expect(pathFault(path)).toMatch(why);
  });

  it.each([
    'a',
    '__proto__',
    'constructor/prototype',
    '<img src=x onerror=alert(1)>.yaml',
    '日本/語.yaml',
    '.gitignore',
    'a b',
  ])('%j is taken', (path) => {
    expect(pathFault(path)).toBeUndefined();
  });

  it('keeps a file named __proto__ as a file', () => {
    const changed = done(createFile(treeOf({}), '__proto__', 'x'));
    expect([...changed]).toEqual([['__proto__', 'x']]);
  });
});

describe('the name of a copy', () => {
  const free = () => false;
  it('counts a number at the end up', () => {
    expect(nameForCopy('week1/day5', free)).toBe('week1/day6');
    expect(nameForCopy('week1/day9', (path) => path === 'week1/day10')).toBe('week1/day11');
  });

  it('says copy where there is no number, before the extension', () => {
    expect(nameForCopy('app/job.yaml', free)).toBe('app/job-copy.yaml');
    expect(nameForCopy('app', (path) => path === 'app-copy')).toBe('app-copy-2');
    expect(nameForCopy('.gitignore', free)).toBe('.gitignore-copy');
  });
});

describe('changes between trees', () => {
  it('lead from one to the other', () => {
    const file = fc.constantFrom('a', 'b', 'c/d');
    const trees = fc.dictionary(file, fc.string()).map((files) => treeOf(files));
    fc.assert(
      fc.property(trees, trees, (before, after) => {
        const changes = changesBetween(before, after);
        const led = withFiles(
          before,
          changes.map((change) => [change.path, change.after] as const),
        );
        return changesBetween(led, after).length === 0;
      }),
    );
  });
});

describe('the content of a file from outside', () => {
  it('is text when it is UTF-8, with its byte order mark', () => {
    expect(contentOf(new TextEncoder().encode('\ufeffkind: Job'))).toBe('\ufeffkind: Job');
  });

  it('stays bytes when it is not, and can be read as Windows-1252', () => {
    const bytes = new Uint8Array([0x63, 0x61, 0x66, 0xe9]);
    expect(contentOf(bytes)).toBe(bytes);
    expect(fromWindows1252(bytes)).toBe('café');
  });
});
