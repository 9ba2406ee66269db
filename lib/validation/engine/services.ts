import { containersOf, matches, type Pod, podOf, textMap } from '@/lib/kubernetes';
import { at, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from './file';
import type { Project } from './project';

export interface PodBehind {
  object: SourceObject;
  pod: Pod;
}

/** The workloads of the tree whose Pods a Service selects. */
export function podsBehind(project: Project, service: SourceObject): PodBehind[] {
  const selector = textMap(at(service.root, 'spec', 'selector'));
  if (selector.size === 0) return [];
  return [...project.objects()].flatMap((object) => {
    const pod = podOf(object);
    const labels = textMap(at(pod?.template, 'metadata', 'labels'));
    return pod && matches(selector, labels) ? [{ object, pod }] : [];
  });
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

/** The ports that the containers of a Pod declare. */
export function podPorts(pod: Pod): DeclaredPort[] {
  return containersOf(pod).flatMap(({ node }) => portsOf(node));
}
