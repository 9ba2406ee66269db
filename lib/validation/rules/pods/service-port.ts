import { nearest, type Pod } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import { mayListen } from '../../engine/listening';
import type { Finding, Rule } from '../../engine/rule';
import { type DeclaredPort, type PodBehind, podPorts, podsBehind } from '../../engine/services';
import { deployment, PORTS, service } from './workload-examples';

const files = (port: string) => ({
  'deployment.yaml': deployment({ container: PORTS }),
  'service.yaml': service({ port }),
});

export const servicePort: Rule = {
  id: 'service-target-port',
  severity: 'warning',
  title: 'The Service sends to a port that no container has',
  why: 'A Service forwards to `targetPort` of its Pods. A name that no container declares gives no endpoint at all; a number that nobody listens on gives "connection refused".',
  failing: { files: files('targetPort: 80'), path: 'service.yaml' },
  passing: { files: files('targetPort: http'), path: 'service.yaml' },
  source: [
    {
      title: 'Kubernetes, Services, port definitions',
      url: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports',
    },
  ],
  *project(project): Generator<Finding & { path: string }> {
    for (const object of project.ofKind('Service')) {
      if (object.apiVersion !== 'v1') continue;
      const behind = podsBehind(project, object);
      const known = memory.get(object);
      const found = known?.behind === behind ? known.found : [...wrongPorts(object, behind)];
      memory.set(object, { behind, found });
      for (const { port, ...finding } of found)
        if (!behind.some((one) => port !== undefined && mayListen(project, one.object, one.pod, port)))
          yield { ...finding, path: object.file.path };
    }
  },
};

/** A finding, and the port that nobody has where it is a number. */
type WrongPort = Finding & { port: number | undefined };

/** What was found for a Service, and the Pods that it was found for. */
const memory = new WeakMap<SourceObject, { behind: readonly PodBehind[]; found: readonly WrongPort[] }>();

function* wrongPorts(service: SourceObject, behind: readonly PodBehind[]): Generator<WrongPort> {
  // Where containers cannot be read, nobody knows what ports they have.
  if (behind.length === 0 || behind.some(({ object, pod }) => !hasContainers(object, pod))) return;
  const declared = behind.flatMap(({ pod }) => podPorts(pod));
  for (const port of itemsOf(at(service.root, 'spec', 'ports'))) {
    const node = scalarOf(at(port, 'targetPort')) ?? scalarOf(at(port, 'port'));
    const finding = node && check(node, declared);
    if (finding) yield { ...finding, port: typeof node.value === 'number' ? node.value : undefined };
  }
}

function hasContainers(object: SourceObject, pod: Pod): boolean {
  const list = at(pod.spec, 'containers');
  return !object.file.unsure && list?.kind === 'seq' && list.items.every(({ kind }) => kind === 'map');
}

function check(node: ScalarNode, declared: DeclaredPort[]): Finding | undefined {
  const { start, end } = node;
  if (typeof node.value === 'string') {
    const names = declared.flatMap(({ name }) => name ?? []);
    if (names.includes(node.value) || node.value === '') return undefined;
    const number = /^\d+$/.test(node.value);
    const meant = number ? node.value : nearest(node.value, names);
    const said = number
      ? `The port "${node.value}" is text, so the Service looks for a port of that name, and no container has one. Write the number without quotes.`
      : `No container of the selected Pods has a port named \`${node.value}\`, so this Service has no endpoints.${meant === undefined ? ' Name the port in the container, or write its number.' : ` You probably mean \`${meant}\`.`}`;
    return {
      start,
      end,
      severity: 'error',
      message: said,
      fixes:
        meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
    };
  }
  const numbers = [...new Set(declared.flatMap(({ number }) => number ?? []))];
  if (typeof node.value !== 'number' || numbers.length === 0 || numbers.includes(node.value))
    return undefined;
  const [only] = numbers.length === 1 ? numbers : [];
  return {
    start,
    end,
    message: `The selected Pods declare ${numbers.map((number) => `port ${number}`).join(', ')}, and not ${node.value}. Unless something listens on ${node.value} all the same, connections are refused. Send to the port that the container has.`,
    fixes:
      only === undefined ? [] : [{ title: `Change to ${only}`, edits: [{ start, end, text: String(only) }] }],
  };
}
