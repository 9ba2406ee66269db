import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answer } from '@/lib/argocd/scenario/answer';
import { readScenario } from '@/lib/argocd/scenario/scenario';

interface Recorded {
  id: string;
  title: string;
  expected: Record<string, unknown>;
}
const read = (name: string): Recorded[] =>
  JSON.parse(readFileSync(`tests/fixtures/argocd/${name}.json`, 'utf8'));

/** Says how an expectation was found, not what happens. */
const REMARKS = new Set(['derived', 'note']);

describe.each([
  { what: 'the recorded scenarios', scenarios: read('sync-scenarios') },
  { what: "scenarios of our own, written from upstream's source", scenarios: read('own-scenarios') },
])('$what, order and messages word for word', ({ scenarios }) => {
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
