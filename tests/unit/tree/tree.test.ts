import { describe, expect, it } from 'vitest';
import { filesBelow, folderOf, hasFolder, nameOf, resolvePath, textOf, treeOf } from '@/lib/tree';

const tree = treeOf({ 'a/b/c.yaml': 'x', 'a/b.yaml': 'y', 'ab/d': new Uint8Array([255]) });

describe('a tree', () => {
  it('lists what lies below a folder, and not what only begins like it', () => {
    expect(filesBelow(tree, 'a')).toEqual(['a/b.yaml', 'a/b/c.yaml']);
    expect(filesBelow(tree, '')).toEqual(['a/b.yaml', 'a/b/c.yaml', 'ab/d']);
  });

  it('has the folders that hold files', () => {
    expect(hasFolder(tree, 'a/b')).toBe(true);
    expect(hasFolder(tree, 'a/b.yaml')).toBe(false);
    expect(hasFolder(tree, '')).toBe(true);
  });

  it('gives text only for text', () => {
    expect(textOf(tree, 'a/b.yaml')).toBe('y');
    expect(textOf(tree, 'ab/d')).toBeUndefined();
    expect(textOf(treeOf({}), '__proto__')).toBeUndefined();
  });
});

describe('paths', () => {
  it('split into folder and name', () => {
    expect([folderOf('a/b.yaml'), nameOf('a/b.yaml')]).toEqual(['a', 'b.yaml']);
    expect([folderOf('b.yaml'), nameOf('b.yaml')]).toEqual(['', 'b.yaml']);
  });

  it('resolve as in a shell, and never leave the root', () => {
    expect(resolvePath('a/overlays/dev', '../../app/base')).toBe('a/app/base');
    expect(resolvePath('a', '.././b//c/')).toBe('b/c');
    expect(resolvePath('a', '..')).toBe('');
    expect(resolvePath('a', '../../b')).toBeUndefined();
    expect(resolvePath('a', '/etc/passwd')).toBeUndefined();
  });
});
