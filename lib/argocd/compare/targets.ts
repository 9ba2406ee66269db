import { keyOf, keyText } from '../key';
import { type KubeObject, namespaceOf, textAt, withMetadata } from '../object';
import { hookFacts } from '../resource/hook';
import type { Condition } from './condition';

/** Whether objects of a kind live in namespaces; undefined when that is not known. */
export type ScopeOf = (object: KubeObject) => boolean | undefined;

/**
 * Puts targets into the namespaces where they belong and keeps the last of those that say the same object.
 * As controller/state.go, NormalizeTargetObjects.
 *
 * @param relabel called for each target whose namespace changed, to write its tracking id anew.
 */
export function normalizeTargets(
  targets: readonly KubeObject[],
  namespace: string,
  scopeOf: ScopeOf,
  relabel: (object: KubeObject) => KubeObject = (object) => object,
): { targets: KubeObject[]; conditions: Condition[] } {
  const byKey = new Map<string, { last: KubeObject; times: number }>();
  for (const [i, target] of targets.entries()) {
    const placed = placeTarget(target, namespace, scopeOf);
    const object = placed === target ? target : relabel(placed);
    const key = keyOf(object);
    const generateName = textAt(object, 'metadata', 'generateName');
    const text = keyText(key.name === '' && generateName ? { ...key, name: `${generateName}${i}` } : key);
    byKey.set(text, { last: object, times: (byKey.get(text)?.times ?? 0) + 1 });
  }
  const conditions: Condition[] = [];
  for (const [key, { times }] of byKey) {
    if (times < 2) continue;
    const message = `Resource ${key} appeared ${times} times among application resources.`;
    conditions.push({ type: 'RepeatedResourceWarning', message });
  }
  return { targets: [...byKey.values()].map(({ last }) => last), conditions };
}

function placeTarget(target: KubeObject, namespace: string, scopeOf: ScopeOf): KubeObject {
  const own = namespaceOf(target);
  if (scopeOf(target) === false) return own === '' ? target : withMetadata(target, { namespace: undefined });
  return own === '' && namespace !== '' ? withMetadata(target, { namespace }) : target;
}

/** Targets that a sync looks at: hooks that only run when the Application is deleted are not among them. */
export function targetsForSync(targets: readonly KubeObject[]): {
  targets: KubeObject[];
  hasPreDelete: boolean;
  hasPostDelete: boolean;
} {
  const has = (type: 'PreDelete' | 'PostDelete') =>
    targets.some((target) => hookFacts(target).deleteTypes.includes(type));
  return {
    targets: targets.filter((target) => {
      const { deleteTypes, types } = hookFacts(target);
      return deleteTypes.length === 0 || types.some((type) => type !== 'Skip');
    }),
    hasPreDelete: has('PreDelete'),
    hasPostDelete: has('PostDelete'),
  };
}
