import { at, entriesOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, HOOK, hookTypes } from './annotations';
import { annotated } from './examples';
import { listed, wrongWords } from './words';

export const helmHooks: Rule = {
  id: 'argocd-helm-hooks',
  severity: 'warning',
  title: 'A Helm hook that does not count',
  why: 'As soon as an Argo CD hook annotation names a type, the Helm hook on the same resource counts for nothing. Two families of annotations on one resource say two things, and only one of them happens. A word that Helm does not know counts for nothing anyway.',
  failing: one(annotated('argocd.argoproj.io/hook: PostSync', 'helm.sh/hook: pre-upgrade')),
  passing: one(annotated('argocd.argoproj.io/hook: PreSync')),
  source: [
    {
      title: 'Argo CD, Helm hooks',
      url: 'https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks',
    },
    {
      title: 'gitops-engine, pkg/sync/hook/hook.go, Types',
      url: 'https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/sync/hook/hook.go',
    },
  ],
  keys: ['helm.sh/hook', 'helm.sh/hook-delete-policy'],
  *object(object): Generator<Finding> {
    const helm = scalarOf(annotationOf(object, 'helm.sh/hook')?.value);
    if (helm && !annotationOf(object, HOOK)) yield* misspelt(helm, HELM_HOOKS, 'Helm hook');
    const policy = scalarOf(annotationOf(object, 'helm.sh/hook-delete-policy')?.value);
    if (policy) yield* misspelt(policy, HELM_POLICIES, 'hook deletion policy of Helm');
    if (!annotationOf(object, HOOK) || hookTypes(object).length === 0) return;
    for (const { key } of entriesOf(at(object.root, 'metadata', 'annotations')))
      if (key.text === 'helm.sh/hook')
        yield {
          start: key.start,
          end: key.end,
          message: `Argo CD ignores this Helm hook, because \`${HOOK}\` stands on the same ${object.kind}. Keep one of the two.`,
        };
  },
};

const HELM_HOOKS =
  'pre-install post-install pre-delete post-delete pre-upgrade post-upgrade pre-rollback post-rollback test test-success test-failure crd-install'.split(
    ' ',
  );
const HELM_POLICIES = ['before-hook-creation', 'hook-succeeded', 'hook-failed'];

function* misspelt(node: ScalarNode, known: readonly string[], what: string): Generator<Finding> {
  const { start, end } = node;
  for (const { word, meant, fixes } of wrongWords(node, known))
    yield {
      start,
      end,
      severity: 'error',
      message: `\`${word}\` is no ${what}, so it does nothing. ${meant === undefined ? `There are ${listed(known)}.` : `You probably mean \`${meant}\`.`}`,
      fixes,
    };
}
