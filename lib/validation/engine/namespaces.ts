import type { PodSecurityLevel } from '@/lib/kubernetes';
import { at, entryOf, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { applicationFolders } from './applications';
import { buildOf } from './builds';
import type { SourceObject } from './file';
import type { Project } from './project';

export const LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];
const PREFIX = 'pod-security.kubernetes.io/';

export interface Standard {
  level: PodSecurityLevel;
  /** `latest` or `v1.N`. */
  version: string;
}

export interface NamespacePolicy {
  enforce: Standard | undefined;
  warn: Standard | undefined;
}

/** What the Namespaces of the tree say about the Pods in them. */
export function policiesOf(project: Project): Map<string, NamespacePolicy> {
  const policies = new Map<string, NamespacePolicy>();
  for (const object of project.ofKind('Namespace')) {
    if (object.name === undefined) continue;
    const enforce = standardOf(object, 'enforce');
    const warn = standardOf(object, 'warn');
    if (enforce !== undefined || warn !== undefined) policies.set(object.name, { enforce, warn });
  }
  return policies;
}

export function labelOf(object: SourceObject, mode: string): ScalarNode | undefined {
  return scalarOf(entryOf(at(object.root, 'metadata', 'labels'), PREFIX + mode)?.value);
}

function standardOf(object: SourceObject, mode: string): Standard | undefined {
  const level = LEVELS.find((known) => known === labelOf(object, mode)?.text);
  const version = labelOf(object, `${mode}-version`)?.text ?? 'latest';
  return level && { level, version: isPolicyVersion(version) ? version : 'latest' };
}

/** Whether a label's value is a version of the Standards. As api/helpers.go, ParseVersion. */
export function isPolicyVersion(text: string): boolean {
  return text === 'latest' || /^v1\.(?:\d|[1-9]\d+)$/.test(text);
}

/**
 * The namespaces that an object goes to: its own, the one of the kustomizations that build it, or the destination of
 * the Application that deploys those.
 */
export function destinations(project: Project): (object: SourceObject) => readonly string[] {
  const found = new Map<SourceObject['root'], Set<string>>();
  const add = (object: SourceObject | undefined, namespace: string | undefined) => {
    if (!object || namespace === undefined) return;
    const set = found.get(object.root) ?? new Set<string>();
    found.set(object.root, set.add(namespace));
  };
  for (const file of project.files.values())
    if (file.kustomization)
      for (const built of buildOf(project, file).objects) add(built.object, built.namespace);
  for (const application of project.ofKind('Application')) {
    const namespace = stringOf(at(application.root, 'spec', 'destination', 'namespace'));
    const path = stringOf(at(application.root, 'spec', 'source', 'path')) ?? '';
    for (const folder of applicationFolders(project.tree, path)) {
      const file = project.kustomizationOf(folder);
      if (!file) continue;
      for (const built of buildOf(project, file).objects) add(built.object, built.namespace ?? namespace);
    }
  }
  return ({ root, namespace }) => {
    const built = found.get(root);
    return built ? [...built] : namespace === undefined ? [] : [namespace];
  };
}
