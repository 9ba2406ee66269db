import { scalarOf } from '@/lib/yaml';
import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, DELETE_POLICIES, DELETE_POLICY, deletePolicies } from './annotations';
import { annotated, SYNC_DOCS } from './examples';
import { listed, wrongWords } from './words';

export const deletePolicy: Rule = {
  id: 'argocd-delete-policy',
  severity: 'error',
  title: 'Argo CD does not know this hook deletion policy',
  why: 'Argo CD ignores a policy that it does not know. Without any known one the default holds, `BeforeHookCreation`, so the hook stays when you meant it to go. Case counts, and policies are separated by commas.',
  failing: one(
    annotated('argocd.argoproj.io/hook: PostSync', 'argocd.argoproj.io/hook-delete-policy: HookSuceeded'),
  ),
  passing: one(
    annotated(
      'argocd.argoproj.io/hook: PostSync',
      'argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded',
    ),
  ),
  source: [
    SYNC_DOCS,
    {
      title: 'gitops-engine, pkg/sync/hook/delete_policy.go',
      url: 'https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/sync/hook/delete_policy.go',
    },
  ],
  keys: [DELETE_POLICY],
  *object(object): Generator<Finding> {
    const value = scalarOf(annotationOf(object, DELETE_POLICY)?.value);
    if (!value) return;
    const rest = deletePolicies(object);
    for (const { word, meant, fixes } of wrongWords(value, DELETE_POLICIES))
      yield {
        start: value.start,
        end: value.end,
        message: `\`${word}\` is no hook deletion policy, so Argo CD ignores it and keeps ${listed(rest.length ? rest : ['BeforeHookCreation'])}. ${meant === undefined ? `The policies are ${listed(DELETE_POLICIES)}.` : `You probably mean \`${meant}\`.`}`,
        fixes,
      };
  },
};
