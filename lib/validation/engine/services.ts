import { containersOf, matches, type Pod, podOf, textMap } from '@/lib/kubernetes';
import { at, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from './file';
import type { Project } from './project';

export interface PodBehind {
  object: SourceObject;
  pod: Pod;
}

/** Labels that controllers give their Pods beside those of the template. As the well-known labels of Kubernetes. */
const GIVEN =
  /^(?:statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|controller-revision-hash|pod-template-hash|pod-template-generation|(?:batch\.kubernetes\.io\/)?(?:job-name|controller-uid|job-completion-index))$/;

const selectors = new WeakMap<SourceObject['root'], ReadonlyMap<string, string>>();

/** What a Service selects by, without the labels that no template has. */
export function selectorOf(service: SourceObject): ReadonlyMap<string, string> {
  const known = selectors.get(service.root);
  if (known) return known;
  const all = textMap(at(service.root, 'spec', 'selector'));
  const selector = new Map([...all].filter(([key]) => !GIVEN.test(key)));
  selectors.set(service.root, selector);
  return selector;
}

const behind = new WeakMap<Project, Map<SourceObject, PodBehind[]>>();

/** The workloads of the tree whose Pods a Service selects; found once for each project, since several rules ask. */
export function podsBehind(project: Project, service: SourceObject): PodBehind[] {
  const services = behind.get(project) ?? new Map<SourceObject, PodBehind[]>();
  behind.set(project, services);
  const found = services.get(service) ?? findPods(project, service);
  services.set(service, found);
  return found;
}

function findPods(project: Project, service: SourceObject): PodBehind[] {
  const selector = selectorOf(service);
  const [first] = selector;
  if (!first) return [];
  const candidates = indexOf(project).get(first.join('=')) ?? [];
  return candidates.filter(({ pod }) => matches(selector, textMap(at(pod.template, 'metadata', 'labels'))));
}

const indexes = new WeakMap<Project, Map<string, PodBehind[]>>();

/** The Pods by each of their labels, so that a Service does not have to look at all of them. */
function indexOf(project: Project): Map<string, PodBehind[]> {
  const known = indexes.get(project);
  if (known) return known;
  const index = new Map<string, PodBehind[]>();
  for (const object of project.objects()) {
    const pod = podOf(object);
    for (const label of pod ? textMap(at(pod.template, 'metadata', 'labels')) : []) {
      const key = label.join('=');
      const list = index.get(key);
      if (list && pod) list.push({ object, pod });
      else if (pod) index.set(key, [{ object, pod }]);
    }
  }
  indexes.set(project, index);
  return index;
}

export interface DeclaredPort {
  name: string | undefined;
  number: number | undefined;
}

/** The ports that a container says it listens on. */
export function portsOf(container: YamlNode): DeclaredPort[] {
  return itemsOf(at(container, 'ports')).map((port) => {
    const number = scalarOf(at(port, 'containerPort'))?.value;
    return { name: stringOf(at(port, 'name')), number: typeof number === 'number' ? number : undefined };
  });
}

const ports = new WeakMap<Pod['template'], DeclaredPort[]>();

/** The ports that the containers of a Pod declare. */
export function podPorts(pod: Pod): DeclaredPort[] {
  const known = ports.get(pod.template) ?? containersOf(pod).flatMap(({ node }) => portsOf(node));
  ports.set(pod.template, known);
  return known;
}
