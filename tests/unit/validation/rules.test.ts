import { describe, expect, test } from 'vitest';
import { treeOf } from '@/lib/tree';
import { type Diagnostic, rules, validate, validateTree } from '@/lib/validation';
import { applyFix } from './support';

const SEVERITY = { 1: 'error', 2: 'warning', 3: 'information', 4: 'hint' } as const;
const shown = (diagnostics: Diagnostic[]) =>
  diagnostics.map((d) => `${SEVERITY[d.severity]} ${d.code}: ${d.message}`);

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test('its failing example earns it, and no error of another rule', () => {
    const found = validate(treeOf(rule.failing.files), rule.failing.path);
    expect(found.map((d) => d.code)).toContain(id);
    expect(shown(found.filter((d) => d.code !== id))).toEqual([]);
  });

  test('its passing example earns nothing', () => {
    const found = [...validateTree(treeOf(rule.passing.files)).values()].flat();
    expect(shown(found)).toEqual([]);
  });

  test('each fix that it offers removes its diagnostic and adds no error', () => {
    const tree = treeOf(rule.failing.files);
    const before = validateTree(tree);
    for (const diagnostic of validate(tree, rule.failing.path))
      for (const fix of diagnostic.fixes) {
        const after = validateTree(applyFix(tree, fix));
        const count = (all: Map<string, Diagnostic[]>, test: (d: Diagnostic) => boolean) =>
          [...all.values()].flat().filter(test).length;
        expect(count(after, (d) => d.code === id)).toBeLessThan(count(before, (d) => d.code === id));
        expect(count(after, (d) => d.severity === 1)).toBeLessThanOrEqual(
          count(before, (d) => d.severity === 1),
        );
      }
  });

  test('its page has a title, a reason and a source', () => {
    expect(rule.title).toMatch(/^[A-Z`a-z].*[^.]$/);
    expect(rule.why.length).toBeGreaterThan(40);
    expect(rule.source.length).toBeGreaterThan(0);
    expect(`${rule.title} ${rule.why}`).not.toMatch(/\b(simply|just|easy|easily)\b|!/);
  });
});

test('ids are unique and fit in an address', () => {
  const ids = rules.map((rule) => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
});
