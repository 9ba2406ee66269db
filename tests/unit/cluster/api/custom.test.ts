import { describe, expect, it } from 'vitest';
import type { JsonMap } from '@/lib/cluster/interface';
import { granted, refused, testContext } from '../support';

const definition = (schema: JsonMap = {}): JsonMap => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'backups.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Backup', plural: 'backups', singular: 'backup', shortNames: ['bk'] },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                required: ['target'],
                properties: {
                  target: { type: 'string', minLength: 1 },
                  keep: { type: 'integer', minimum: 1, default: 3 },
                  mode: { type: 'string', enum: ['full', 'delta'] },
                  steps: {
                    type: 'array',
                    items: { type: 'object', properties: { name: { type: 'string' } } },
                  },
                },
              },
              status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            },
            ...schema,
          },
        },
      },
    ],
  },
});
const backup = (spec: JsonMap): JsonMap => ({
  apiVersion: 'example.com/v1',
  kind: 'Backup',
  metadata: { name: 'nightly', namespace: 'default' },
  spec,
});

// As apiextensions-apiserver.
describe('a CustomResourceDefinition', () => {
  it('serves its kind a moment after it was created', async () => {
    const { api, time } = testContext();
    granted(api.create(definition()));
    expect(refused(api.create(backup({ target: 'db' })))).toBe(
      'the server could not find the requested resource',
    );
    await time.advance(1000);
    expect(api.resource('example.com/v1', 'Backup')).toMatchObject({ plural: 'backups', shortNames: ['bk'] });
    const made = granted(api.create(backup({ target: 'db' })));
    expect([made.spec, made.metadata.generation]).toEqual([{ target: 'db', keep: 3 }, 1]);
  });

  it('has its objects checked by its schema', async () => {
    const { api, time } = testContext();
    granted(api.create(definition()));
    await time.advance(1000);
    const cases: [JsonMap, string][] = [
      [{}, 'Backup.example.com "nightly" is invalid: spec.target: Required value'],
      [
        { target: 5 },
        'Backup.example.com "nightly" is invalid: spec.target: Invalid value: "integer": spec.target in body must be of type string: "integer"',
      ],
      [
        { target: 'db', keep: 0 },
        'Backup.example.com "nightly" is invalid: spec.keep: Invalid value: 0: spec.keep in body should be greater than or equal to 1',
      ],
      [
        { target: 'db', mode: 'all' },
        'Backup.example.com "nightly" is invalid: spec.mode: Unsupported value: "all": supported values: "full", "delta"',
      ],
    ];
    for (const [spec, text] of cases) expect(refused(api.create(backup(spec)))).toBe(text);
  });

  it('drops fields that its schema does not know, or refuses them', async () => {
    const { api, time } = testContext();
    granted(api.create(definition()));
    await time.advance(1000);
    const odd = backup({ target: 'db', steps: [{ name: 'a', nmae: 'b' }] });
    expect(refused(api.create(odd, { fieldValidation: 'Strict' }))).toBe(
      'Backup in version "v1" cannot be handled as a Backup: strict decoding error: unknown field "spec.steps[0].nmae"',
    );
    const answer = api.create(odd);
    expect(granted(answer).spec?.steps).toEqual([{ name: 'a' }]);
    expect(answer.warnings).toEqual(['unknown field "spec.steps[0].nmae"']);
  });

  it('keeps spec and status apart, and counts generations by the spec', async () => {
    const { api, time } = testContext();
    granted(api.create(definition()));
    await time.advance(1000);
    const made = granted(api.create(backup({ target: 'db' })));
    const told = granted(api.update({ ...made, status: { done: true } }, { subresource: 'status' }));
    expect([told.status, told.metadata.generation]).toEqual([{ done: true }, 1]);
    const changed = granted(api.apply(backup({ target: 'files' })));
    expect([changed.object.status, changed.object.metadata.generation]).toEqual([{ done: true }, 2]);
  });

  it('takes its objects with it', async () => {
    const { api, time, faults } = testContext();
    granted(api.create(definition()));
    await time.advance(1000);
    granted(api.create(backup({ target: 'db' })));
    granted(
      api.delete({
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        name: 'backups.example.com',
      }),
    );
    await time.advance(5000);
    expect(api.resource('example.com/v1', 'Backup')).toBeUndefined();
    expect(faults).toEqual([]);
  });

  it('is patched by merge, not strategically', async () => {
    const { api, time } = testContext();
    granted(api.create(definition()));
    await time.advance(1000);
    granted(api.create(backup({ target: 'db' })));
    const ref = { apiVersion: 'example.com/v1', kind: 'Backup', namespace: 'default', name: 'nightly' };
    expect(refused(api.patch(ref, 'strategic', { spec: { keep: 5 } }))).toBe(
      'the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    );
    expect(granted(api.patch(ref, 'merge', { spec: { keep: 5 } })).spec?.keep).toBe(5);
  });
});

describe('an Application of Argo CD', () => {
  const application: JsonMap = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'shop', namespace: 'default', finalizers: ['resources-finalizer.argocd.argoproj.io'] },
    spec: {
      project: 'default',
      source: { repoURL: 'https://example.com/shop.git', path: 'apps', targetRevision: 'main' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
    },
  };

  it('is served from the start, and warned of its finalizer', () => {
    const answer = testContext().api.create(application);
    granted(answer);
    expect(answer.warnings).toEqual([
      'metadata.finalizers: "resources-finalizer.argocd.argoproj.io": prefer a domain-qualified finalizer name including a path (/) to avoid accidental conflicts with other finalizer writers',
    ]);
  });

  it('needs a destination', () => {
    const { spec: _, ...without } = application;
    expect(refused(testContext().api.create({ ...without, spec: { project: 'default' } }))).toBe(
      'Application.argoproj.io "shop" is invalid: spec.destination: Required value',
    );
  });
});
