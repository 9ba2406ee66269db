import type { KubeObject } from '@/lib/kubernetes';
import { at, type Entry, entryOf } from '@/lib/yaml';

export const HOOK = 'argocd.argoproj.io/hook';
export const DELETE_POLICY = 'argocd.argoproj.io/hook-delete-policy';
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
export const COMPARE_OPTIONS = 'argocd.argoproj.io/compare-options';

export const HOOK_TYPES = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'Skip', 'PreDelete', 'PostDelete'];
export const DELETE_POLICIES = ['HookSucceeded', 'HookFailed', 'BeforeHookCreation'];

/** The words of a comma-separated annotation, as Argo CD splits them: trimmed, empty ones dropped. */
export function wordsIn(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** An annotation of an object. */
export function annotationOf(object: KubeObject, key: string): Entry | undefined {
  return entryOf(at(object.root, 'metadata', 'annotations'), key);
}

/** The words of an object's annotation. */
function annotationWords(object: KubeObject, key: string): string[] {
  const value = annotationOf(object, key)?.value;
  return wordsIn(value?.kind === 'scalar' ? value.text : undefined);
}

/** The known hook types of an object. As gitops-engine/pkg/sync/hook/hook.go, Types. */
export function hookTypes(object: KubeObject): string[] {
  return annotationWords(object, HOOK).filter((word) => HOOK_TYPES.includes(word));
}

/** The known Argo CD delete policies of an object. */
export function deletePolicies(object: KubeObject): string[] {
  return annotationWords(object, DELETE_POLICY).filter((word) => DELETE_POLICIES.includes(word));
}
