import { describe, expect, it } from 'vitest';
import { readManifests } from '@/lib/kustomize';

describe('reading manifests as kubectl does', () => {
  it('gives every document, and leaves empty ones out', () => {
    const text =
      '# first\na: 1\n---\n---\n# nothing\n--- # second\r\nb: [x, "2", 0x10]\r\n---\n{"c": null}\n';
    expect(readManifests(text)).toEqual({ values: [{ a: 1 }, { b: ['x', '2', 16] }, { c: null }] });
    expect(readManifests('')).toEqual({ values: [] });
  });

  it('follows aliases and merges, and takes the last of equal keys', () => {
    const text = 'base: &base {x: 1, z: 2}\nmade: {<<: *base, z: 3}\nmade2: *base\nmade2: 4\n';
    expect(readManifests(text).values).toEqual([{ base: { x: 1, z: 2 }, made: { x: 1, z: 3 }, made2: 4 }]);
  });

  it('says in Go’s words what cannot be read, after what can', () => {
    expect(readManifests('a: 1\n---\nb: 1\nc: d: e\n')).toEqual({
      values: [{ a: 1 }],
      error: 'error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context',
    });
  });

  it('ends within its limits', () => {
    const bomb = `a: &a [x]\n${'bcdefghi'
      .split('')
      .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]\n`)
      .join('')}`;
    expect(readManifests(bomb).error).toContain('excessive aliasing');
  });
});
