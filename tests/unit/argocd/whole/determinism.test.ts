import { expect, it } from 'vitest';
import { story } from './story';

it('the same seed and the same actions leave the same bytes, another seed others, and no fault', async () => {
  const [first, second, other] = [await story(1), await story(1), await story(2)];
  expect(second === first).toBe(true);
  expect(other === first).toBe(false);
  expect(JSON.parse(first)).toMatchObject({ faults: [] });
});
