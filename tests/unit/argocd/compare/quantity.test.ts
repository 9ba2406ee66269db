import { describe, expect, it } from 'vitest';
import { canonicalQuantity } from '@/lib/argocd/compare/quantity';

describe('quantities as the API server writes them back', () => {
  it.each([
    ['0.5', '500m'],
    ['1000m', '1'],
    [1, '1'],
    [0.1, '100m'],
    ['1024Mi', '1Gi'],
    ['1536Mi', '1536Mi'],
    ['0.5Gi', '512Mi'],
    ['1000', '1k'],
    ['1000Ki', '1000Ki'],
    ['512Ki', '512Ki'],
    ['0', '0'],
    ['-0.5', '-500m'],
    ['1e3', '1e3'],
    ['a lot', 'a lot'],
    ['', ''],
  ])('%j is %j', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });
});
