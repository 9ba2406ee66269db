import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answer,
  compareApplication,
  diffResource,
  type Json,
  readApplication,
  readProject,
  readScenario,
} from '@/lib/argocd';

/** Any JSON; `__proto__` and the like are fields as others are. */
const json = fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value)));
const text = fc.constantFrom(
  'PreSync',
  'Sync',
  'PostSync',
  'SyncFail',
  'Skip',
  '5',
  '-1',
  'Prune=confirm',
  'x',
  '',
);
const annotations = fc.dictionary(
  fc.constantFrom(
    'argocd.argoproj.io/hook',
    'argocd.argoproj.io/hook-delete-policy',
    'argocd.argoproj.io/sync-wave',
    'argocd.argoproj.io/sync-options',
    'helm.sh/hook',
    '__proto__',
  ),
  fc.oneof(text, text, json),
);
const manifest = fc.oneof(
  json,
  fc.record(
    {
      apiVersion: fc.oneof(fc.constantFrom('v1', 'apps/v1', 'batch/v1', '/', ''), json),
      kind: fc.oneof(fc.constantFrom('Pod', 'Job', 'Namespace', 'CustomResourceDefinition', ''), json),
      metadata: fc.oneof(
        fc.record(
          {
            name: fc.constantFrom('a', 'b', ''),
            generateName: fc.constant('g-'),
            annotations,
            finalizers: json,
          },
          { requiredKeys: [] },
        ),
        json,
      ),
      spec: json,
      status: json,
    },
    { requiredKeys: [] },
  ),
);
const scenario = fc.record(
  {
    id: json,
    manifests: fc.oneof(fc.array(manifest, { maxLength: 5 }), json),
    live: fc.array(manifest, { maxLength: 4 }),
    options: fc.oneof(
      json,
      fc.record(
        {
          prune: fc.boolean(),
          dryRun: fc.boolean(),
          createNamespace: fc.boolean(),
          syncOptions: fc.array(text),
          retry: fc.record({ limit: fc.integer({ min: 0, max: 2 }) }),
          terminateAfterPass: fc.integer({ min: 0, max: 3 }),
          resources: fc.oneof(fc.constant([]), json),
        },
        { requiredKeys: [] },
      ),
    ),
    hookOutcomes: json,
    health: json,
    applyErrors: fc.oneof(fc.record({ a: text }), json),
    stuckDeleting: fc.oneof(fc.constant(['a']), json),
    missingKinds: json,
    notPermitted: json,
    deletedByUserAfterPass: fc.oneof(fc.constant({ '1': ['a'] }), json),
  },
  { requiredKeys: [] },
);

describe('whatever is handed in', () => {
  it('a scenario has an answer, and the same one each time', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const read = () => answer(readScenario(JSON.parse(JSON.stringify(given))));
        const first = read();
        expect(['Running', 'Terminating', 'Succeeded', 'Failed', 'Error']).toContain(first.operationPhase);
        expect(read()).toEqual(first);
      }),
      { numRuns: 150 },
    );
  });

  it('a comparison has a result, and an object is the same as itself', () => {
    fc.assert(
      fc.property(
        fc.array(manifest, { maxLength: 4 }),
        fc.array(manifest, { maxLength: 4 }),
        (targets, live) => {
          const objects = (list: unknown[]) =>
            JSON.parse(
              JSON.stringify(
                list.filter((item) => item !== null && typeof item === 'object' && !Array.isArray(item)),
              ),
            );
          const result = compareApplication({
            application: 'app',
            namespace: 'shop',
            targets: { ok: true, objects: objects(targets) },
            live: { ok: true, objects: objects(live) },
            scopeOf: () => undefined,
          });
          expect(['Synced', 'OutOfSync']).toContain(result.status);
          for (const object of objects(live)) expect(diffResource(object, object).changes).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('an Application and a project are read', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('metadata', 'spec', 'kind'), json), (object) => {
        const any = JSON.parse(JSON.stringify(object));
        expect(typeof readApplication(any).project).toBe('string');
        expect(Array.isArray(readProject(any).destinations)).toBe(true);
      }),
    );
  });
});
