import type { KubeObject } from '../object';
import { csvOf } from './annotations';
import type { Because } from './because';
import { hookFacts } from './hook';
import { ANNOTATION } from './names';

export type DeletePolicy = 'BeforeHookCreation' | 'HookSucceeded' | 'HookFailed';

const ARGO: ReadonlyMap<string, DeletePolicy> = new Map([
  ['BeforeHookCreation', 'BeforeHookCreation'],
  ['HookSucceeded', 'HookSucceeded'],
  ['HookFailed', 'HookFailed'],
]);
const HELM: ReadonlyMap<string, DeletePolicy> = new Map([
  ['before-hook-creation', 'BeforeHookCreation'],
  ['hook-succeeded', 'HookSucceeded'],
  ['hook-failed', 'HookFailed'],
]);

export interface PolicyFacts {
  policies: readonly DeletePolicy[];
  because: readonly Because[];
}

/**
 * When a hook is deleted: Argo CD's policies and Helm's together, BeforeHookCreation if there is none at all.
 * Whether the object is a hook is not asked. As gitops-engine/pkg/sync/hook/delete_policy.go.
 */
export function deletePolicyFacts(object: KubeObject): PolicyFacts {
  const policies: DeletePolicy[] = [];
  const because: Because[] = [];
  for (const [annotation, names] of [
    [ANNOTATION.hookDeletePolicy, ARGO],
    [ANNOTATION.helmDeletePolicy, HELM],
  ] as const) {
    for (const value of csvOf(object, annotation)) {
      const policy = names.get(value);
      if (policy) {
        policies.push(policy);
        because.push({ rule: 'delete-policy', annotation, value, text: `deleted by ${policy}` });
      } else {
        const text = `"${value}" is not a delete policy and counts for nothing`;
        because.push({ rule: 'delete-policy-unknown', annotation, value, text });
      }
    }
  }
  if (policies.length > 0) return { policies, because };
  because.push({
    rule: 'delete-policy-default',
    text: 'no policy is named, so BeforeHookCreation: an old one is deleted when the next is about to be created',
  });
  return { policies: ['BeforeHookCreation'], because };
}

/** Whether a hook has a policy; an object that is not a hook has none. As sync_task.go, hasHookDeletePolicy. */
export function hasDeletePolicy(object: KubeObject, policy: DeletePolicy): boolean {
  return hookFacts(object).isHook && deletePolicyFacts(object).policies.includes(policy);
}
