import { containersOf, podOf } from '@/lib/kubernetes';
import { folderOf } from '@/lib/tree';
import { at, isMissing, itemsOf, type ScalarNode, scalarOf, type YamlNode } from '@/lib/yaml';
import { buildOf } from '../../engine/builds';
import type { SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import { type Finding, one, type Rule } from '../../engine/rule';

const service = (second: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - name: http\n      port: 80\n    - ${second}\n`;

export const portNumbers: Rule = {
  id: 'port-definition',
  severity: 'error',
  title: 'The port is not one that Kubernetes accepts',
  why: 'Ports run from 1 to 65535, and a Service with several ports names each of them, and none twice. The API server refuses anything else.',
  failing: one(service('port: 70000\n      name: admin')),
  passing: one(service('port: 7000\n      name: admin')),
  source: [
    {
      title: 'Kubernetes, Services, multi-port',
      url: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
    },
  ],
  *project(project): Generator<Finding & { path: string }> {
    if (!project.hasKey(['nodePort'])) return;
    for (const services of together(project)) yield* taken(services);
  },
  *object(object): Generator<Finding> {
    const pod = podOf(object);
    for (const { node } of pod ? containersOf(pod) : []) {
      for (const port of itemsOf(at(node, 'ports'))) {
        yield* range(at(port, 'containerPort'));
        if (scalarOf(at(port, 'hostPort'))?.value !== 0) yield* range(at(port, 'hostPort'));
      }
      for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'])
        for (const action of ['httpGet', 'tcpSocket', 'grpc']) yield* range(at(node, probe, action, 'port'));
    }
    if (object.kind !== 'Service' || object.apiVersion !== 'v1') return;
    const ports = itemsOf(at(object.root, 'spec', 'ports'));
    yield* twice(ports);
    for (const port of ports) {
      yield* range(at(port, 'port'));
      yield* range(at(port, 'targetPort'));
      yield* onNodes(at(port, 'nodePort'));
      const first = port.kind === 'map' ? port.entries[0]?.key : undefined;
      if (ports.length > 1 && isMissing(at(port, 'name')) && !object.file.yaml.torn)
        yield {
          start: first?.start ?? port.start,
          end: first?.end ?? port.end,
          message: 'A Service with several ports names each of them. Add a `name` to this one.',
        };
    }
  },
};

/** A port of the nodes belongs to one Service of a cluster. */
function* taken(services: readonly SourceObject[]): Generator<Finding & { path: string }> {
  const holders = new Map<string, string>();
  for (const { root, name = '', file } of services)
    for (const port of itemsOf(at(root, 'spec', 'ports'))) {
      const node = scalarOf(at(port, 'nodePort'));
      if (typeof node?.value !== 'number' || node.value === 0) continue;
      const id = `${node.value}/${scalarOf(at(port, 'protocol'))?.text ?? 'TCP'}`;
      const holder = holders.get(id);
      if (holder !== undefined && holder !== name)
        yield {
          path: file.path,
          start: node.start,
          end: node.end,
          message: `The Service \`${holder}\` takes port ${node.text} of the nodes already, so the API server refuses this one: "provided port is already allocated". Choose another, or leave the line out and get one.`,
        };
      else holders.set(id, name);
    }
}

/** The Services that come into a cluster together: those of a kustomization, and those of a plain folder. */
function together(project: Project): SourceObject[][] {
  const groups: SourceObject[][] = [];
  const listed = new Set(project.references.map(({ target }) => target));
  for (const file of project.files.values())
    if (file.kustomization)
      groups.push(
        buildOf(project, file).objects.flatMap(({ object }) => (object && isService(object) ? [object] : [])),
      );
  const folders = new Map<string, SourceObject[]>();
  for (const object of project.ofKind('Service')) {
    const folder = folderOf(object.file.path);
    if (listed.has(object.file.path) || project.kustomizationOf(folder) || !isService(object)) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), object]);
  }
  return [...groups, ...folders.values()];
}

const isService = ({ kind, apiVersion }: SourceObject) => kind === 'Service' && apiVersion === 'v1';

/** Within a Service each name stands once, and each port once for each protocol. */
function* twice(ports: readonly YamlNode[]): Generator<Finding> {
  const seen = new Set<string>();
  for (const port of ports) {
    const name = scalarOf(at(port, 'name'));
    const number = scalarOf(at(port, 'port'));
    const protocol = scalarOf(at(port, 'protocol'))?.text ?? 'TCP';
    for (const [node, key, said] of [
      [
        name,
        `name ${name?.text}`,
        `\`${name?.text}\` names another port of this Service already. Choose another name.`,
      ],
      [
        number,
        `${number?.text}/${protocol}`,
        `Port ${number?.text}/${protocol} stands in this Service already. Remove one of the two.`,
      ],
    ] as const) {
      if (!node || node.text === '') continue;
      if (seen.has(key)) yield { start: node.start, end: node.end, message: said };
      seen.add(key);
    }
  }
}

function* range(node: YamlNode | undefined): Generator<Finding> {
  const port: ScalarNode | undefined = scalarOf(node);
  if (typeof port?.value !== 'number' || (port.value >= 1 && port.value <= 65535)) return;
  yield { start: port.start, end: port.end, message: `${port.text} is no port: ports run from 1 to 65535.` };
}

/** As kube-apiserver's default of --service-node-port-range. */
function* onNodes(node: YamlNode | undefined): Generator<Finding> {
  const port: ScalarNode | undefined = scalarOf(node);
  if (typeof port?.value !== 'number' || port.value === 0 || (port.value >= 30000 && port.value <= 32767))
    return;
  yield {
    start: port.start,
    end: port.end,
    message: `${port.text} is outside the range of node ports, 30000 to 32767, so the API server refuses it. Choose one of those, or leave the line out and get one.`,
  };
}
