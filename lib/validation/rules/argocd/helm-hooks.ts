import { at, entriesOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, HOOK, hookTypes } from './annotations';
import { annotated } from './examples';

export const helmHooks: Rule = {
  id: 'argocd-helm-hooks',
  severity: 'warning',
  title: 'Helm hook annotations beside Argo CD’s',
  why: 'As soon as an Argo CD hook annotation names a type, the Helm hook on the same resource counts for nothing. Two families of annotations on one resource say two things, and only one of them happens.',
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
  *object(object): Generator<Finding> {
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
