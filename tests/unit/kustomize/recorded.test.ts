import { describe, expect, it } from 'vitest';
import { build } from '@/lib/kustomize';
import { recordedCases, treeOfCase } from './recorded';

describe.each(['cases', 'error-cases', 'found-cases'] as const)(
  'replays what the real tool printed: %s',
  (file) => {
    const cases = recordedCases(file);
    it.each(cases.map((each) => [each.name, each] as const))('%s', (_, recorded) => {
      const result = build(treeOfCase(recorded), recorded.target);
      expect(result.warnings).toEqual(recorded.warnings ?? []);
      if (recorded.expectedYaml !== undefined) {
        expect(result).toMatchObject({ output: recorded.expectedYaml });
        return;
      }
      const texts = recorded.expectedErrorVariants ?? [recorded.expectedError];
      expect(texts).toContain('error' in result ? result.error : result.output);
    });
  },
);
