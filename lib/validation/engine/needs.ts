import { containersOf, podOf } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import type { SourceObject } from './file';

interface Need {
  kind: string;
  node: ScalarNode;
}

const known = new WeakMap<SourceObject['root'], readonly Need[]>();

/** The ConfigMaps, Secrets, ServiceAccounts and claims that an object's Pod cannot start without. */
export function needs(object: SourceObject): readonly Need[] {
  const found = known.get(object.root) ?? [...find(object)];
  known.set(object.root, found);
  return found;
}

function* find(object: SourceObject): Generator<Need> {
  const pod = podOf(object);
  if (!pod) return;
  const need = function* (kind: string, node: ScalarNode | undefined, holder?: Parameters<typeof at>[0]) {
    if (node && typeof node.value === 'string' && scalarOf(at(holder, 'optional'))?.value !== true)
      yield { kind, node };
  };
  yield* need('ServiceAccount', scalarOf(at(pod.spec, 'serviceAccountName')));
  for (const volume of itemsOf(at(pod.spec, 'volumes'))) {
    yield* need('ConfigMap', scalarOf(at(volume, 'configMap', 'name')), at(volume, 'configMap'));
    yield* need('Secret', scalarOf(at(volume, 'secret', 'secretName')), at(volume, 'secret'));
    yield* need('PersistentVolumeClaim', scalarOf(at(volume, 'persistentVolumeClaim', 'claimName')));
    for (const source of itemsOf(at(volume, 'projected', 'sources'))) {
      yield* need('ConfigMap', scalarOf(at(source, 'configMap', 'name')), at(source, 'configMap'));
      yield* need('Secret', scalarOf(at(source, 'secret', 'name')), at(source, 'secret'));
    }
  }
  for (const { node } of containersOf(pod)) {
    for (const source of itemsOf(at(node, 'envFrom'))) {
      yield* need('ConfigMap', scalarOf(at(source, 'configMapRef', 'name')), at(source, 'configMapRef'));
      yield* need('Secret', scalarOf(at(source, 'secretRef', 'name')), at(source, 'secretRef'));
    }
    for (const env of itemsOf(at(node, 'env'))) {
      const from = at(env, 'valueFrom');
      yield* need('ConfigMap', scalarOf(at(from, 'configMapKeyRef', 'name')), at(from, 'configMapKeyRef'));
      yield* need('Secret', scalarOf(at(from, 'secretKeyRef', 'name')), at(from, 'secretKeyRef'));
    }
  }
}
