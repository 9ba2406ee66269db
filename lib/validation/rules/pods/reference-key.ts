import { containersOf, nearest, podOf } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { dataKeys } from '../../engine/data-keys';
import type { SourceObject } from '../../engine/file';
import type { Finding, Rule } from '../../engine/rule';
import { deployment } from './workload-examples';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  color: red\n';
const files = (key: string) => ({
  'config.yaml': config,
  'deployment.yaml': deployment({
    container: [
      'env:',
      '  - name: COLOR',
      '    valueFrom:',
      '      configMapKeyRef:',
      '        name: settings',
      `        key: ${key}`,
    ],
  }),
});

export const referenceKey: Rule = {
  id: 'reference-key',
  severity: 'error',
  title: 'The ConfigMap or Secret has no such key',
  why: 'A container that takes a variable from a key which is not there does not start: it waits in `CreateContainerConfigError`. A volume that should show the key cannot be mounted.',
  failing: { files: files('colour'), path: 'deployment.yaml' },
  passing: { files: files('color'), path: 'deployment.yaml' },
  source: [
    {
      title: 'Kubernetes, configure a Pod to use a ConfigMap',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    },
  ],
  keys: ['configMapKeyRef', 'secretKeyRef', 'items'],
  *project(project): Generator<Finding & { path: string }> {
    for (const object of project.objects())
      for (const { kind, name, key } of keysOf(object)) {
        const keys = dataKeys(project).get(`${kind}/${name}`);
        if (!keys || keys.has(key.text)) continue;
        const meant = nearest(key.text, keys);
        const { start, end } = key;
        yield {
          path: object.file.path,
          start,
          end,
          message: `The ${kind} \`${name}\` has no key \`${key.text}\`, so the Pod does not start.${
            meant === undefined
              ? ` It has ${
                  keys.size === 0
                    ? 'none'
                    : [...keys]
                        .slice(0, 6)
                        .map((one) => `\`${one}\``)
                        .join(', ')
                }.`
              : ` You probably mean \`${meant}\`.`
          }`,
          fixes:
            meant === undefined
              ? []
              : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
        };
      }
  },
};

interface KeyReference {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key: ScalarNode;
}

const memory = new WeakMap<SourceObject['root'], readonly KeyReference[]>();

/** The keys that an object's Pod cannot start without. */
function keysOf(object: SourceObject): readonly KeyReference[] {
  const known = memory.get(object.root) ?? [...find(object)];
  memory.set(object.root, known);
  return known;
}

function* find(object: SourceObject): Generator<KeyReference> {
  const pod = podOf(object);
  if (!pod) return;
  const one = function* (
    kind: KeyReference['kind'],
    name: string | undefined,
    holder: YamlNode | undefined,
    optional: YamlNode | undefined,
  ) {
    const key = scalarOf(at(holder, 'key'));
    if (
      name &&
      typeof key?.value === 'string' &&
      key.value &&
      !/[{$]/.test(key.text) &&
      scalarOf(at(optional, 'optional'))?.value !== true
    )
      yield { kind, name, key };
  };
  for (const { node } of containersOf(pod))
    for (const variable of itemsOf(at(node, 'env'))) {
      const from = at(variable, 'valueFrom');
      const [config, secret] = [at(from, 'configMapKeyRef'), at(from, 'secretKeyRef')];
      yield* one('ConfigMap', stringOf(at(config, 'name')), config, config);
      yield* one('Secret', stringOf(at(secret, 'name')), secret, secret);
    }
  for (const volume of itemsOf(at(pod.spec, 'volumes'))) {
    const [config, secret] = [at(volume, 'configMap'), at(volume, 'secret')];
    for (const item of itemsOf(at(config, 'items')))
      yield* one('ConfigMap', stringOf(at(config, 'name')), item, config);
    for (const item of itemsOf(at(secret, 'items')))
      yield* one('Secret', stringOf(at(secret, 'secretName')), item, secret);
  }
}
