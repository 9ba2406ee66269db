import { describe, expect, it } from 'vitest';
import { answerFile } from '@/lib/argocd/scenario/file';

const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } };
const one = { id: 'one', manifests: [config], expected: { order: [] } };
const answered = { id: 'one', order: ['Sync/0/apply/ConfigMap/c'] };
const FIELDS = [
  'created',
  'firstPassWaves',
  'hooksDeleted',
  'id',
  'liveAfter',
  'operationMessage',
  'operationPhase',
  'order',
  'parse',
  'passMessages',
  'phaseReached',
  'pruned',
  'resultMessages',
  'results',
  'retryWaits',
  'skipped',
  'waveDelays',
];

describe('a file of scenarios', () => {
  it('is a list, one scenario, or a map with a list in it', () => {
    expect(answerFile([one])).toEqual([answered]);
    expect(answerFile(one)).toEqual([answered]);
    expect(answerFile({ scenarios: [one] })).toEqual([answered]);
  });

  it('gets every field where it asks for none, or for none that there is', () => {
    for (const expected of [{}, null, { surprise: 1 }, { derived: ['order'], note: 'x' }]) {
      const [answer] = answerFile([{ id: 'x', manifests: [config], expected }]);
      expect(Object.keys(answer ?? {}).sort()).toEqual(FIELDS);
    }
  });

  it('names a scenario without an id by its place', () => {
    const ids = answerFile([{ ...one, id: 7 }, { manifests: [] }, one]).map(({ id }) => id);
    expect(ids).toEqual(['7', '#2', 'one']);
  });

  it('answers the others when one is no scenario, and says what is wrong with it', () => {
    expect(
      answerFile([
        one,
        null,
        [one],
        { id: 'a', manifests: 'x' },
        { id: 'b', manifests: [config, 3] },
        { id: 'c', live: [[]] },
        one,
      ]),
    ).toEqual([
      answered,
      { id: '#2', error: 'is null, not a scenario: write a map with "manifests", a list of objects' },
      { id: '#3', error: 'is a list, not a scenario: write a map with "manifests", a list of objects' },
      { id: 'a', error: '"manifests" is a string: write a list of objects' },
      { id: 'b', error: '"manifests[1]" is a number: write an object' },
      { id: 'c', error: '"live[0]" is a list: write an object' },
      answered,
    ]);
  });

  it('leaves empty documents out', () => {
    expect(answerFile([{ ...one, manifests: [null, config], live: null }])).toEqual([answered]);
  });
});
