import { at } from '@/lib/yaml';
import { addEntries } from '../../engine/edits';
import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, DELETE_POLICY, HOOK } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

export const policyWithoutHook: Rule = {
  id: 'argocd-policy-without-hook',
  severity: 'error',
  title: 'A hook deletion policy on a resource that is no hook',
  why: 'Only hooks are deleted by a hook deletion policy. On any other resource it does nothing.',
  failing: one(annotated('argocd.argoproj.io/hook-delete-policy: BeforeHookCreation')),
  passing: one(
    annotated('argocd.argoproj.io/hook: Sync', 'argocd.argoproj.io/hook-delete-policy: BeforeHookCreation'),
  ),
  source: [SYNC_DOCS],
  keys: [DELETE_POLICY],
  *object(object): Generator<Finding> {
    const entry = annotationOf(object, DELETE_POLICY);
    if (!entry || annotationOf(object, HOOK) || annotationOf(object, 'helm.sh/hook')) return;
    const annotations = at(object.root, 'metadata', 'annotations');
    const edits =
      annotations?.kind === 'map' ? addEntries(object.file, annotations, [`${HOOK}: PostSync`]) : [];
    yield {
      start: entry.key.start,
      end: entry.key.end,
      message: `This ${object.kind} is no hook, so the policy does nothing. Add \`${HOOK}\` with the phase that you mean, or remove the policy.`,
      fixes: edits.length ? [{ title: 'Make it a PostSync hook', edits }] : [],
    };
  },
};
