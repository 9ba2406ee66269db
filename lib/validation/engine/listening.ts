import { containersOf, type Pod } from '@/lib/kubernetes';
import { folderOf, resolvePath, textOf } from '@/lib/tree';
import { at, itemsOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceObject } from './file';
import { isPortOfImage } from './image-ports';
import { needs } from './needs';
import type { Project } from './project';

/** How Kubebuilder starts every controller that it lays out, and the ports that such a program opens unless told. */
const MANAGER = /(?<![\w.-])(?:\/manager|--leader-elect)(?![\w/.-])/;
const MANAGER_PORTS = new Set([8080, 8081, 8443, 9443]);

/**
 * Whether a Pod says somewhere that it knows a port that none of its containers declares: in a command, an argument, a
 * variable, a configuration that it reads, or by its image. What a container declares is only information, so it may
 * listen there.
 */
export function mayListen(project: Project, object: SourceObject, pod: Pod, port: number): boolean {
  const number = new RegExp(`(?<![\\d.])${port}(?![\\d.])`);
  const said = containersOf(pod).flatMap(({ node }) =>
    ['command', 'args', 'env'].flatMap((field) => textIn(object, at(node, field))),
  );
  return (
    containersOf(pod).some(({ node }) => isPortOfImage(stringOf(at(node, 'image')) ?? '', port)) ||
    said.some((text) => number.test(text) || (MANAGER.test(text) && MANAGER_PORTS.has(port))) ||
    configurations(project, object).some((text) => number.test(text))
  );
}

function textIn({ file }: SourceObject, node: YamlNode | undefined): string[] {
  return node ? [file.yaml.text.slice(node.start, node.end)] : [];
}

/** The texts of the ConfigMaps that an object's Pod reads, written and generated ones. */
function configurations(project: Project, object: SourceObject): string[] {
  const names = new Set(needs(object).flatMap(({ kind, node }) => (kind === 'ConfigMap' ? node.text : [])));
  if (names.size === 0) return [];
  const texts = project
    .ofKind('ConfigMap')
    .flatMap((one) => (names.has(one.name ?? '') ? textIn(one, at(one.root, 'data')) : []));
  for (const file of project.files.values())
    for (const item of itemsOf(at(file.kustomization, 'configMapGenerator'))) {
      if (!names.has(stringOf(at(item, 'name')) ?? '')) continue;
      texts.push(file.yaml.text.slice(item.start, item.end));
      for (const entry of [...itemsOf(at(item, 'files')), ...itemsOf(at(item, 'envs'))]) {
        const path = resolvePath(folderOf(file.path), (stringOf(entry) ?? '').replace(/^[^=]*=/, ''));
        texts.push((path && textOf(project.tree, path)) ?? '');
      }
    }
  return texts;
}
