import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answer } from '@/lib/argocd/scenario/answer';
import { readScenario } from '@/lib/argocd/scenario/scenario';

const scenarios: { id: string; title: string; expected: Record<string, unknown> }[] = JSON.parse(
  readFileSync('tests/fixtures/argocd/sync-scenarios.json', 'utf8'),
);

/** Says how an expectation was found, not what happens. */
const REMARKS = new Set(['derived', 'note']);

describe('the recorded scenarios, order and messages word for word', () => {
  it.each(scenarios)('$id: $title', (scenario) => {
    const happened: Record<string, unknown> = answer(readScenario(JSON.parse(JSON.stringify(scenario))));
    for (const [field, expected] of Object.entries(scenario.expected)) {
      if (REMARKS.has(field)) continue;
      const got = happened[field];
      if (field === 'skipped') expect(sorted(got), field).toEqual(sorted(expected));
      else if (field === 'resultMessages') expect(got, field).toMatchObject(Object(expected));
      else expect(got, field).toEqual(expected);
    }
  });
});

const sorted = (list: unknown) => (Array.isArray(list) ? [...list].sort() : list);
