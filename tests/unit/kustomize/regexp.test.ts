import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Failure } from '@/lib/kustomize/failure';
import { goRegExp } from '@/lib/kustomize/regexp';
import recorded from '../../fixtures/kustomize/regexps.json';

const cases = z
  .array(
    z.object({
      pattern: z.string(),
      error: z.string().optional(),
      matches: z.array(z.string()).default([]),
      others: z.array(z.string()).default([]),
    }),
  )
  .parse(recorded);

function problemOf(pattern: string): string {
  try {
    goRegExp(pattern);
    return '';
  } catch (caught) {
    if (caught instanceof Failure) return caught.message;
    throw caught;
  }
}

/** What a pattern does with a text: a verdict, or that it gives up. */
function verdict(pattern: string, text: string): string {
  try {
    return String(goRegExp(pattern).test(text));
  } catch (caught) {
    if (caught instanceof Failure) return caught.message;
    throw caught;
  }
}

/** Patterns that Go and JavaScript read alike. */
const { pattern: common } = fc.letrec<{ pattern: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', '-', '.', '\\d', '\\w', '\\W', '[a-c]', '[^a]', '^', '$', '\\b', '\\.'),
    tie('pattern').map((inner) => `(${inner})`),
    tie('pattern').map((inner) => `(?:${inner})`),
  ),
  pattern: fc
    .array(
      fc.tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '+?', '{2}', '{0,2}', '{1,}', '|')),
      { maxLength: 5 },
    )
    .map((items) =>
      items
        .map(([atom, after]) => (/^[\^$]|^\\b/.test(atom) && after !== '|' ? atom : atom + after))
        .join(''),
    ),
}));
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '-', '.', '\n'), maxLength: 10 });

describe('patterns of Go', () => {
  it.each(cases.map((each) => [each.pattern, each] as const))('reads %j as Go does', (pattern, each) => {
    expect(problemOf(pattern)).toBe(each.error ?? '');
    if (each.error !== undefined) return;
    const regexp = goRegExp(pattern);
    expect(each.matches.filter((text) => !regexp.test(text))).toEqual([]);
    expect(each.others.filter((text) => regexp.test(text))).toEqual([]);
  });

  it('knows the limits of Go', () => {
    const nested = (depth: number) => `^(?:${'('.repeat(depth)}a${')'.repeat(depth)})$`;
    expect(problemOf(nested(998))).toBe('');
    expect(problemOf(nested(999))).toBe(
      `error parsing regexp: expression nests too deeply: \`${nested(999)}\``,
    );
    const large = `(?:${'x'.repeat(5000)}){1000}`;
    expect(problemOf(large)).toBe(`error parsing regexp: expression too large: \`${large}\``);
    expect(problemOf('((a{100}){100}){2}')).toBe('error parsing regexp: invalid repeat count: `{100}`');
    expect(problemOf('(?<=a)x')).toBe('error parsing regexp: invalid named capture: `(?<=a)x`');
    expect(goRegExp('(?<n>w)(?P<n>eb)').test('web')).toBe(true);
  });

  it('says the same as JavaScript where the two read a pattern alike', () => {
    fc.assert(
      fc.property(common, fc.array(word, { maxLength: 8 }), (pattern, texts) => {
        const ours = goRegExp(pattern);
        const theirs = new RegExp(pattern);
        for (const text of texts) expect([text, ours.test(text)]).toEqual([text, theirs.test(text)]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives a verdict or a failure for every pattern and text', () => {
    const letters = fc.constantFrom(...'ab\\([{?*+|)}]^$.,:-PQEpL<>i12é😀\u2028\ud800');
    fc.assert(
      fc.property(
        fc.string({ unit: letters, maxLength: 30 }),
        fc.string({ unit: 'binary' }),
        (pattern, text) => {
          expect(typeof verdict(pattern, text)).toBe('string');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    '(a+)+',
    '(a|a)*',
    '(a|aa|aaa)+b',
    '((a*)*)*',
    '(.*)(.*)(.*)(.*)(.*)x',
    '(([a-z])+.)+[A-Z]([a-z])+',
    '(?:a?){200}a{200}',
    '((a{0,10}){0,10}){0,10}',
    '(?i)(\\pL|\\w|[a-z])*1',
  ])('ends with %j, however long the name', (pattern) => {
    const name = `${'a'.repeat(20_000)}!`;
    const whole = `^(?:${pattern})$`;
    expect(['false', `regular expression takes too long: ${whole}`]).toContain(verdict(whole, name));
    expect(verdict(whole, `${'a'.repeat(252)}!`)).toBe('false');
    expect(verdict(`^(?:${pattern}!)$`, `${'a'.repeat(252)}!`)).toBe(String(!/[bx1]$|Z/.test(pattern)));
  });

  it('gives up on a large pattern with long texts, and says so', () => {
    const pattern = '(?:.?){1000}(?:.?){1000}(?:.?){1000}!';
    expect(verdict(pattern, 'a'.repeat(100_000))).toBe(`regular expression takes too long: ${pattern}`);
  });

  it('reads deep and long patterns', () => {
    expect(problemOf('('.repeat(200_000))).toContain('missing closing )');
    expect(problemOf('(?:'.repeat(100_000) + ')'.repeat(100_000))).toBe('');
    expect(problemOf('a|'.repeat(40_000))).toBe('');
    expect(problemOf('['.repeat(100_000))).toContain('missing closing ]');
    expect(problemOf('a{1'.repeat(30_000))).toBe('');
  });
});
