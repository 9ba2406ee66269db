import {
  containersOf,
  groupOf,
  isKnownGroup,
  matches,
  type Pod,
  podOf,
  textMap,
  versionsOf,
} from '@/lib/kubernetes';
import { at, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceFile, SourceObject } from './file';
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

interface Behind {
  /** The Pods that have the first label of the selector. */
  candidates: readonly PodBehind[];
  found: readonly PodBehind[];
}

const behind = new WeakMap<SourceObject, Behind>();
const NOBODY: readonly PodBehind[] = [];

/** The workloads of the tree whose Pods a Service selects; the same list as before where nothing has changed them. */
export function podsBehind(project: Project, service: SourceObject): readonly PodBehind[] {
  const selector = selectorOf(service);
  const [first] = selector;
  if (!first) return NOBODY;
  const candidates = indexOf(project).get(`${first[0]}=${first[1]}`) ?? NOBODY;
  const known = behind.get(service);
  if (known?.candidates === candidates) return known.found;
  const found = candidates.filter(({ pod }) => matches(selector, labelsOf(pod)));
  behind.set(service, { candidates, found });
  return found;
}

type Index = Map<string, readonly PodBehind[]>;
const indexes = new WeakMap<Project, Index>();

/** The Pods by each of their labels, so that a Service does not have to look at all of them. */
function indexOf(project: Project): Index {
  const known = indexes.get(project);
  if (known) return known;
  const index: Index = new Map();
  indexes.set(project, index);
  for (const file of project.files.values())
    if (project.roleOf(file.path) === 'object')
      for (const [label, pods] of labelledIn(file)) {
        const before = index.get(label);
        index.set(label, before ? [...before, ...pods] : pods);
      }
  return index;
}

const labelled = new WeakMap<SourceFile, Index>();

/** The same for the Pods of one file. */
function labelledIn(file: SourceFile): Index {
  const known = labelled.get(file);
  if (known) return known;
  const index = new Map<string, PodBehind[]>();
  labelled.set(file, index);
  for (const object of file.objects) {
    const pod = podOf(object);
    for (const [key, value] of pod ? labelsOf(pod) : []) {
      const list = index.get(`${key}=${value}`);
      if (list && pod) list.push({ object, pod });
      else if (pod) index.set(`${key}=${value}`, [{ object, pod }]);
    }
  }
  return index;
}

/** The labels of a Pod, or of the template of Pods. */
export function labelsOf(pod: Pod): ReadonlyMap<string, string> {
  return textMap(at(pod.template, 'metadata', 'labels'));
}

/** Whether the tree holds objects of kinds that a cluster knows only with more software, which may make Pods: a Rollout. */
export function hasCustomObjects(project: Project): boolean {
  return project.objects().some(({ apiVersion, kind }) => {
    const group = groupOf(apiVersion);
    return !isKnownGroup(group) || (group === 'argoproj.io' && versionsOf(kind).length === 0);
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

const ports = new WeakMap<Pod['template'], DeclaredPort[]>();

/** The ports that the containers of a Pod declare. */
export function podPorts(pod: Pod): DeclaredPort[] {
  const known = ports.get(pod.template) ?? containersOf(pod).flatMap(({ node }) => portsOf(node));
  ports.set(pod.template, known);
  return known;
}
