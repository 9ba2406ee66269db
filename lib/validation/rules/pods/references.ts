import { containersOf, nearest, type Pod, podOf } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { type Finding, one, type Rule } from '../../engine/rule';
import { deployment } from './workload-examples';

const mount = (name: string) =>
  `${deployment({ container: ['volumeMounts:', `  - name: ${name}`, '    mountPath: /data'] })}      volumes:\n        - name: data\n          emptyDir: {}\n`;

export const podReferences: Rule = {
  id: 'pod-names',
  severity: 'error',
  title: 'Names inside the Pod do not fit together',
  why: 'A mount names a volume of the same Pod, and containers, volumes and ports each have a name of their own. The API server refuses a Pod in which a name leads nowhere or comes twice.',
  failing: one(mount('date')),
  passing: one(mount('data')),
  source: [
    {
      title: 'Kubernetes, pkg/apis/core/validation/validation.go',
      url: 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go',
    },
  ],
  *object(object): Generator<Finding> {
    const pod = podOf(object);
    if (!pod || object.file.yaml.torn) return;
    yield* mounts(object, pod);
    yield* twice(
      containersOf(pod).map(({ node }) => node),
      'container',
      'name',
    );
    yield* twice(itemsOf(at(pod.spec, 'volumes')), 'volume', 'name');
    for (const { node } of containersOf(pod)) {
      yield* twice(itemsOf(at(node, 'ports')), 'port', 'name');
      yield* twice(itemsOf(at(node, 'volumeMounts')), 'mount', 'mountPath');
    }
  },
};

function* mounts(object: SourceObject, pod: Pod): Generator<Finding> {
  const volumes = itemsOf(at(pod.spec, 'volumes')).flatMap((volume) => stringOf(at(volume, 'name')) ?? []);
  const claims = itemsOf(at(object.root, 'spec', 'volumeClaimTemplates'));
  const known = [...volumes, ...claims.flatMap((claim) => stringOf(at(claim, 'metadata', 'name')) ?? [])];
  for (const container of containersOf(pod))
    for (const field of ['volumeMounts', 'volumeDevices'])
      for (const item of itemsOf(at(container.node, field))) {
        const name = scalarOf(at(item, 'name'));
        if (typeof name?.value !== 'string' || known.includes(name.value)) continue;
        const { start, end } = name;
        const meant = nearest(name.value, known);
        yield {
          start,
          end,
          message: `This Pod has no volume \`${name.value}\`, so the API server refuses it.${meant === undefined ? ' Add one under `volumes`.' : ` You probably mean \`${meant}\`.`}`,
          fixes:
            meant === undefined
              ? []
              : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
        };
      }
}

function* twice(nodes: readonly YamlNode[], what: string, field: string): Generator<Finding> {
  const seen = new Map<string, ScalarNode>();
  for (const node of nodes) {
    const name = scalarOf(at(node, field));
    if (typeof name?.value !== 'string' || name.value === '') continue;
    if (seen.has(name.value))
      yield {
        start: name.start,
        end: name.end,
        message: `Two ${what}s have the same ${field}, \`${name.value}\`, and the API server refuses that. ${field === 'name' ? 'Rename one.' : 'Change one.'}`,
      };
    else seen.set(name.value, name);
  }
}
