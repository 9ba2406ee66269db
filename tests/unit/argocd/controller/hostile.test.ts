import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab } from './lab';
import { configMap } from './manifests';

const META = 'metadata: { name: a }';

describe('manifests with nonsense in them', () => {
  const CASES: { [name: string]: string } = {
    'no name': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\n',
    'no metadata': 'apiVersion: v1\nkind: ConfigMap\n',
    'metadata is a list': 'apiVersion: v1\nkind: ConfigMap\nmetadata: [1]\n',
    'a name that is a number': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: 7 }\n',
    'labels are a list': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, labels: [x] }\n',
    'an empty kind': `apiVersion: v1\nkind: ""\n${META}\n`,
    'a kind that is not served': `apiVersion: example.com/v1\nkind: Widget\n${META}\n`,
    'an odd apiVersion': `apiVersion: a/b/c\nkind: Thing\n${META}\n`,
    'an apiVersion that is a number': `apiVersion: 1\nkind: ConfigMap\n${META}\n`,
    'a list with nonsense': 'apiVersion: v1\nkind: List\nitems: [1, {}, null]\n',
    'a cluster’s object in a namespace':
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: b, namespace: x }\n',
    'a hook type that nobody knows': configMap('a', 'a: "1"', 'argocd.argoproj.io/hook: Presync'),
    'a wave that is no number': configMap('a', 'a: "1"', 'argocd.argoproj.io/sync-wave: soon'),
    'a spec that is a text': `apiVersion: apps/v1\nkind: Deployment\n${META}\nspec: many\n`,
    'a kind of Argo CD itself':
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: child }\nspec: {}\n',
    'the Application itself':
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: app, namespace: argocd }\nspec: { project: default, source: { repoURL: x }, destination: {} }\n',
  };

  it.each(Object.entries(CASES))(
    '%s: the operation ends or waits, and the cluster goes on',
    async (_, text) => {
      const lab = new Lab();
      await lab.deploy({ 'a.yaml': text, 'b.yaml': configMap('b') });
      await lab.sync({}, 60);
      expect(lab.operation().phase).not.toBe('');
      expect(lab.cluster.faults()).toEqual([]);
    },
  );

  it('answers for any YAML of the shape of an object', async () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const object = fc.record({
      apiVersion: fc.oneof(fc.constantFrom('v1', 'apps/v1', 'batch/v1'), json),
      kind: fc.oneof(fc.constantFrom('ConfigMap', 'Job', 'Namespace', 'Deployment', 'List'), json),
      metadata: fc.oneof(
        fc.record({ name: json, namespace: json, annotations: json, finalizers: json }),
        json,
      ),
      spec: json,
      data: json,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: 1, maxLength: 3 }), async (objects) => {
        const lab = new Lab();
        const text = objects.map((one) => JSON.stringify(one)).join('\n---\n');
        await lab.deploy({ 'a.yaml': text }, { syncPolicy: { automated: { prune: true, selfHeal: true } } });
        await lab.advance(20);
        expect(lab.cluster.faults()).toEqual([]);
        lab.argocd.dispose();
        lab.cluster.dispose();
      }),
      { numRuns: 15 },
    );
  });
});
