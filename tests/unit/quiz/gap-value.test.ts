import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { gapValue, sameCommaList, sameValue } from '@/lib/quiz/gap-value';

describe('the value of a gap', () => {
  test.each([
    ...[
      'PostSync',
      "'it''s'",
      '"a\\n\\"b"',
      '80',
      '-1',
      '+7',
      '0o17',
      '0x1F',
      '1.5',
      '1e3',
      '.5',
      'true',
      'False',
    ],
    ...[
      '~',
      'null',
      'a b',
      'a # note',
      '"a" # note',
      '[ALL]',
      '[a, \'b, c\', 1, "d"]',
      '[]',
      '7.72.0',
      '1_000',
      'yes',
    ],
    ...['http://echo-frontend/health', 'sh -c "x"', '-1s', 'curlimages/curl:8.10.1', '#only a comment', ''],
  ])('is what a YAML parser makes of it: %s', (source) => {
    expect(gapValue(source)).toEqual(parse(source));
  });
  test.each(['"open', "'open", '"a"b', '{a: b}', 'a: b', '[a, {b}]', '[a', '*alias', '!tag x', '"\\q"'])(
    'is none for what is not one value: %s',
    (source) => {
      expect(gapValue(source)).toBeUndefined();
    },
  );
  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (source) => !Number.isNaN(gapValue(source))));
  });
  test('nothing equals a value that could not be parsed', () => {
    expect(sameValue(gapValue('"x'), gapValue('"x'))).toBe(false);
    expect(sameCommaList('[a]', '[a]')).toBe(false);
  });
  test('a comma list is the same whatever its order and spaces', () => {
    expect(sameCommaList('"b , a"', 'a,b')).toBe(true);
    expect(sameCommaList('a', 'a,b')).toBe(false);
  });
});
