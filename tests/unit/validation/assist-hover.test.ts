import { describe, expect, test } from 'vitest';
import { docOf, fieldsOf, knownKinds, typeOfKind } from '@/lib/kubernetes';
import { treeOf } from '@/lib/tree';
import { hover } from '@/lib/validation';
import { atCaret } from './support';

function said(marked: string, path = 'a.yaml'): string | undefined {
  const { text, position } = atCaret(marked);
  return hover(treeOf({ [path]: text }), path, position)?.contents;
}

const job = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  annotations:\n    argocd.argoproj.io/';

test('every field of every kind says what it takes, and what it is for where the API says so', () => {
  for (const { apiVersion, kind } of knownKinds()) {
    const type = typeOfKind(apiVersion, kind);
    for (const field of Object.keys(fieldsOf(type) ?? {})) {
      if (field === 'apiVersion' || field === 'kind') continue;
      const contents = said(`apiVersion: ${apiVersion}\nkind: ${kind}\n¦${field}: x\n`, 'a.yaml');
      expect(contents, `${kind}.${field}`).toMatch(new RegExp(`^\\*\\*${field}\\*\\* · \``));
      expect(contents).toContain(docOf(type, field) ?? '');
    }
  }
});

describe('a place says', () => {
  test.each([
    [
      'a field',
      'apiVersion: v1\nkind: Pod\nspec:\n  ter¦minationGracePeriodSeconds: 3\n',
      'SIGTERM|gracefully|kill',
    ],
    ['a field in a list', 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - im¦age: x\n', 'image'],
    ['a field in braces', 'apiVersion: v1\nkind: Pod\nspec: {containers: [{im¦age: x}]}\n', 'image'],
    ['a word', 'apiVersion: v1\nkind: Pod\nspec:\n  restartPolicy: Nev¦er\n', 'Never'],
    ['a kind', 'apiVersion: v1\nkind: Serv¦ice\n', 'Service'],
    ['a version', 'apiV¦ersion: v1\nkind: Service\n', 'group and version'],
    [
      'a field of a second document',
      'kind: x\n---\napiVersion: v1\nkind: Pod\nspec:\n  host¦Network: true\n',
      'network',
    ],
    [
      'a field of an Application',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  pro¦ject: x\n',
      'project',
    ],
    ['a hook, by its phases', `${job}ho¦ok: PostSync\n`, 'PreSync[^]*Sync[^]*PostSync[^]*SyncFail'],
    ['a phase', `${job}hook: Post¦Sync\n`, 'applied and healthy'],
    ['two phases', `${job}hook: Pre¦Sync,PostSync\n`, 'PreSync[^]*PostSync'],
    ['a policy', `${job}hook-delete-policy: Before¦HookCreation\n`, 'right before the new one'],
    ['a wave', `${job}sync-wa¦ve: "1"\n`, 'order within a phase'],
    ['an option', `${job}sync-options: Prune=¦false\n`, 'Not deleted when it goes from Git'],
  ])('what it is: %s', (_, marked, pattern) => {
    expect(said(marked)).toMatch(new RegExp(pattern));
  });

  test.each([
    ['a kind that nobody knows', 'apiVersion: example.com/v1\nkind: Thing\nsp¦ec: {}\n'],
    ['a key of a ConfigMap’s data', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  col¦our: red\n'],
    ['a label', 'apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    ap¦p: web\n'],
    [
      'an annotation of somebody else',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    a.b/¦c: d\n',
    ],
    ['a comment', 'apiVersion: v1\nkind: Pod\n# no¦te\n'],
    ['a field that does not exist', 'apiVersion: v1\nkind: Pod\nspec:\n  contain¦er: []\n'],
  ])('nothing: %s', (_, marked) => {
    expect(said(marked)).toBeUndefined();
  });
});
