import { groupOfObject, type KubeObject, kindOf, nameOf, namespaceOf } from './object';

/** Which object, across versions of its API. As gitops-engine/pkg/utils/kube, ResourceKey. */
export interface ResourceKey {
  group: string;
  kind: string;
  /** `''` for an object of the cluster. */
  namespace: string;
  name: string;
}

export function keyOf(object: KubeObject): ResourceKey {
  return {
    group: groupOfObject(object),
    kind: kindOf(object),
    namespace: namespaceOf(object),
    name: nameOf(object),
  };
}

/** The key as text, `group/kind/namespace/name`: what upstream prints, and what maps are keyed by. */
export function keyText({ group, kind, namespace, name }: ResourceKey): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

export const keyTextOf = (object: KubeObject): string => keyText(keyOf(object));
