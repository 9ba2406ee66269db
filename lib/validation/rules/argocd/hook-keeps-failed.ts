import { type Finding, one, type Rule } from '../../engine/rule';
import { annotationOf, DELETE_POLICY, deletePolicies, hookTypes } from './annotations';

const job = (policy: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: smoke-test\n  annotations:\n    argocd.argoproj.io/hook: PostSync\n    argocd.argoproj.io/hook-delete-policy: ${policy}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: test\n          image: alpine:3.20\n          command: [test, -f, /etc/hosts]\n`;

export const hookKeepsFailed: Rule = {
  id: 'argocd-hook-keeps-failed',
  severity: 'warning',
  title: 'A failed hook stays and blocks the next sync',
  why: 'Naming any delete policy removes the default, `BeforeHookCreation`. With `HookSucceeded` alone a failed Job of a fixed name stays in the cluster; the next sync meets it, still failed, and the hook fails at once without having run.',
  failing: one(job('HookSucceeded')),
  passing: one(job('BeforeHookCreation,HookSucceeded')),
  source: [
    {
      title: 'Argo CD, hook deletion policies',
      url: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/#hook-lifecycle-and-cleanup',
    },
    {
      title: 'gitops-engine, pkg/sync/hook/delete_policy.go',
      url: 'https://github.com/argoproj/argo-cd/blob/master/gitops-engine/pkg/sync/hook/delete_policy.go',
    },
  ],
  keys: [DELETE_POLICY],
  *object(object): Generator<Finding> {
    const policies = deletePolicies(object);
    const value = annotationOf(object, DELETE_POLICY)?.value;
    if (!value || !policies.length || policies.includes('BeforeHookCreation')) return;
    if (object.kind !== 'Job' && object.kind !== 'Pod') return;
    if (object.name === undefined || hookTypes(object).every(runsAtMostOnce)) return;
    // With both, the hook is deleted however it ends, as soon as the operation ends.
    if (policies.includes('HookSucceeded') && policies.includes('HookFailed')) return;
    const kept = policies.includes('HookSucceeded') ? 'failed' : 'succeeded';
    const then =
      kept === 'failed'
        ? 'the next sync finds it still failed and fails without running it'
        : 'the next sync finds it already done and never runs it again';
    const text = `BeforeHookCreation,${policies.join(',')}`;
    yield {
      start: value.start,
      end: value.end,
      message: `With \`${policies.join(',')}\` alone, a ${kept} ${object.kind} named \`${object.name}\` stays in the cluster, and ${then}. Add \`BeforeHookCreation\`, so that each sync starts afresh.`,
      fixes: [{ title: 'Add BeforeHookCreation', edits: [{ start: value.start, end: value.end, text }] }],
    };
  },
};

/** Not at all, or when the Application is deleted: no sync comes after that. */
function runsAtMostOnce(type: string): boolean {
  return type === 'Skip' || type === 'PreDelete' || type === 'PostDelete';
}
