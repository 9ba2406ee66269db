import { keyOf, keyText, keyTextOf } from '../key';
import { type KubeObject, namespaceOf, textAt } from '../object';
import { hookFacts } from '../resource/hook';
import type { ManagedPair, Reconciliation } from '../sync/input';
import type { ScopeOf } from './targets';

/**
 * Matches what is wanted with what is there. Hooks are set aside; objects whose hook type is misspelt vanish; live objects that
 * nobody wants come last, alone. As gitops-engine/pkg/sync/reconcile.go.
 *
 * @param live what the cluster has that is tracked as the Application's, or is among the targets.
 */
export function reconcile(
  targets: readonly KubeObject[],
  live: readonly KubeObject[],
  namespace: string,
  scopeOf: ScopeOf,
): Reconciliation {
  const wanted = targets.filter((target) => !hookFacts(target).ignored);
  const resources = wanted.filter((target) => !hookFacts(target).isHook);
  const left = withoutTwins(resources, live);
  const pairs: ManagedPair[] = resources.map((target) => {
    const key = liveKeys(target, namespace, scopeOf).find((candidate) => left.has(candidate));
    const found = key === undefined ? undefined : left.get(key);
    if (key !== undefined) left.delete(key);
    return { target, live: found };
  });
  for (const extra of left.values()) pairs.push({ target: undefined, live: extra });
  return { pairs, hooks: wanted.filter((target) => hookFacts(target).isHook) };
}

/** Where to look for a target's live object; in both scopes when it is not known which is the kind's. */
function liveKeys(target: KubeObject, namespace: string, scopeOf: ScopeOf): string[] {
  const key = keyOf(target);
  const inNamespace = keyText({ ...key, namespace: namespaceOf(target) || namespace });
  const inCluster = keyText({ ...key, namespace: '' });
  const namespaced = scopeOf(target);
  if (namespaced === undefined) return [inNamespace, inCluster];
  return namespaced ? [inNamespace] : [inCluster];
}

/** The same object served by two groups is taken once, as that which Git names. As dedupLiveResources. */
function withoutTwins(targets: readonly KubeObject[], live: readonly KubeObject[]): Map<string, KubeObject> {
  const wanted = new Set(targets.map(keyTextOf));
  const byKey = new Map(live.map((object) => [keyTextOf(object), object]));
  const byUid = new Map<string, string[]>();
  for (const [key, object] of byKey) {
    const uid = textAt(object, 'metadata', 'uid');
    if (uid) byUid.set(uid, [...(byUid.get(uid) ?? []), key]);
  }
  for (const keys of byUid.values()) {
    let twins = keys.length;
    for (const key of keys) {
      if (twins === 1 || wanted.has(key)) continue;
      byKey.delete(key);
      twins -= 1;
    }
  }
  return byKey;
}
