import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitsPattern } from '@/lib/validation/rules/custom/pattern';

const fits = (pattern: string, text: string) => fitsPattern(pattern, text, { left: 1_000_000 });

describe('a pattern', () => {
  test.each([
    '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
    '^(a|ab)(c|bcd)(d*)$',
    'a.c|^$',
    String.raw`^\d{2,4}-\w+\s?x*$`,
    String.raw`^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`,
    String.raw`^(https?|git)://[^\s/$.?#].[^\s]*$`,
    String.raw`^[\w.-]+@[\w-]+\.[a-z]{2,}?$`,
    'b?c+|d{3}|(?:a|b){2}',
    'a{0}b$|[+--]|[a\\-z]x',
  ])('%s says what the regular expressions of JavaScript say', (pattern) => {
    const expected = new RegExp(pattern);
    const text = fc.string({ unit: fc.constantFrom(...'abcdx019.-_ /:@s,msh+#t'), maxLength: 12 });
    fc.assert(
      fc.property(text, (one) => {
        expect(fits(pattern, one)).toBe(expected.test(one));
      }),
    );
  });

  test('is answered in time that grows with the text', () => {
    expect(fits('^(a+)+$', `${'a'.repeat(900)}!`)).toBe(false);
    expect(fits('^(a|aa)*$', `${'a'.repeat(900)}!`)).toBe(false);
  });

  test.each(['a**', '(', '[a', '[z-a]', '*a', '(?=a)', String.raw`(a)\1`, '((a{100}){100}){100}'])(
    '%s is none that Go reads',
    (pattern) => expect(fits(pattern, 'a')).toBeUndefined(),
  );

  test('may be of RE2 alone', () => {
    expect(fits('(?i)^A', 'ab')).toBe(true);
    expect(fits(String.raw`^\p{Lu}[[:digit:]]$`, 'É1')).toBe(true);
  });

  test('that is too long, or one too many, is left to others', () => {
    expect(fits('a'.repeat(301), 'a')).toBeUndefined();
    expect(fits('a', 'a'.repeat(1001))).toBeUndefined();
    expect(fitsPattern('a', 'b'.repeat(100), { left: 99 })).toBeUndefined();
  });
});
