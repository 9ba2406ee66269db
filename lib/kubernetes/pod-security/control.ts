import {
  at,
  entriesOf,
  isMissing,
  itemsOf,
  type ScalarValue,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import { type Container, containersOf, type Pod } from '../pods';

/** What a control of the Pod Security Standards has against a Pod, in the words of the admission plugin. */
export interface Violation {
  reason: string;
  detail: string;
  /** The nodes to look at, the most telling first. */
  places: YamlNode[];
}

/** One control. As kubernetes/pod-security-admission, policy/check_*.go. */
export interface Control {
  id: string;
  level: 'baseline' | 'restricted';
  /** The policy version 1.N in which it came; controls of 1.19 and before have always been there. */
  since?: number;
  /** The control of the baseline that this one replaces at the restricted level. */
  overrides?: string;
  check: (pod: PodView) => Violation | undefined;
}

/** A Pod as the controls look at it. */
export class PodView {
  readonly containers: readonly Container[];
  readonly spec: YamlNode;

  /** @param minor the policy version that the Pod is held against, N of 1.N; infinite for `latest`. */
  constructor(
    readonly pod: Pod,
    readonly minor = Number.POSITIVE_INFINITY,
  ) {
    this.containers = containersOf(pod);
    this.spec = pod.spec;
  }

  /** A field of the Pod's security context. */
  own(...path: string[]): YamlNode | undefined {
    return present(at(this.spec, 'securityContext', ...path));
  }

  /** A field of a container's security context. */
  of(container: Container, ...path: string[]): YamlNode | undefined {
    return present(at(container.node, 'securityContext', ...path));
  }

  /** The annotations of the Pod, in the order of their keys. */
  annotations(): { key: string; value: string; node: YamlNode }[] {
    return entriesOf(at(this.pod.template, 'metadata', 'annotations'))
      .map(({ key, value }) => ({ key: key.text, value: scalarOf(value)?.text ?? '', node: value }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Whether this is a Pod itself, and not the template of one. */
  isPod(): boolean {
    return this.pod.path.length === 0;
  }

  /** Whether it says that it is a Pod for Windows, of which some controls do not ask what Linux has. */
  isWindows(): boolean {
    return this.minor >= 25 && stringOf(at(this.spec, 'os', 'name')) === 'windows';
  }

  /** Since 1.35 some controls do not ask for what a user namespace gives anyway. */
  hasUserNamespace(): boolean {
    return this.minor >= 35 && plainOf(at(this.spec, 'hostUsers')) === false;
  }
}

export function present(node: YamlNode | undefined): YamlNode | undefined {
  return isMissing(node) ? undefined : node;
}

export function plainOf(node: YamlNode | undefined): ScalarValue | undefined {
  return scalarOf(node)?.value;
}

export function textsOf(node: YamlNode | undefined): string[] {
  return itemsOf(node).flatMap((item) => scalarOf(item)?.text ?? []);
}

export function quoted(items: readonly string[]): string {
  return items.map((item) => `"${item}"`).join(', ');
}

export function plural(one: string, many: string, count: number): string {
  return count === 1 ? one : many;
}

export function sorted(items: Iterable<string>): string[] {
  return [...new Set(items)].sort();
}

/** `container "a"`, `containers "a", "b"`. */
export function containersText(names: readonly string[]): string {
  return `${plural('container', 'containers', names.length)} ${quoted(names)}`;
}

/** Who set something: the Pod, containers, or both. */
export function setters(podDoes: boolean, names: readonly string[]): string {
  const list = podDoes ? ['pod'] : [];
  if (names.length) list.push(containersText(names));
  return list.join(' and ');
}
