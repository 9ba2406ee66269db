import { folderOf, resolvePath } from '@/lib/tree';
import {
  at,
  itemsOf,
  type MapNode,
  type ParsedYaml,
  type Span,
  scalarOf,
  scalarOffsets,
  type YamlNode,
} from '@/lib/yaml';
import type { SourceFile } from './file';
import { inlineYaml } from './inline';
import type { Project } from './project';

interface ListedPatch {
  /** The kustomization that lists it. */
  listedIn: SourceFile;
  target: YamlNode | undefined;
  text: string;
  /** Where it is written, and how its places lead to places there. */
  path: string;
  place: (span: Span) => Span;
}

export interface JsonPatch extends ListedPatch {
  operations: readonly YamlNode[];
}

/** A piece of an object, which is merged into it. */
export interface MergePatch extends ListedPatch {
  root: MapNode;
}

/** The JSON patches (RFC 6902) of a kustomization, inline ones and those in files of their own. */
export function jsonPatches(project: Project, file: SourceFile): JsonPatch[] {
  return ['patches', 'patchesJson6902'].flatMap((field) =>
    listed(project, file, field).flatMap(({ yaml, ...common }) =>
      yaml.documents.flatMap(({ root }) =>
        root?.kind === 'seq' ? [{ ...common, operations: root.items }] : [],
      ),
    ),
  );
}

/** The strategic merge patches of a kustomization, inline ones and those in files of their own. */
export function mergePatches(project: Project, file: SourceFile): MergePatch[] {
  return ['patches', 'patchesStrategicMerge'].flatMap((field) =>
    listed(project, file, field).flatMap(({ yaml, ...common }) =>
      yaml.documents.flatMap(({ root }) => (root?.kind === 'map' ? [{ ...common, root }] : [])),
    ),
  );
}

function listed(project: Project, file: SourceFile, field: string): (ListedPatch & { yaml: ParsedYaml })[] {
  return itemsOf(at(file.kustomization, field)).flatMap((item) => {
    const itself = scalarOf(item);
    const inline = itself?.text.includes('\n') ? itself : scalarOf(at(item, 'patch'));
    const reference = itself ?? scalarOf(at(item, 'path'));
    const target = at(item, 'target');
    if (inline && typeof inline.value === 'string') {
      const offset = scalarOffsets(file.yaml.text, inline);
      const yaml = inlineYaml(inline);
      const place = ({ start, end }: Span) => ({ start: offset(start), end: offset(end) });
      return yaml.torn ? [] : [{ listedIn: file, target, text: inline.text, path: file.path, place, yaml }];
    }
    const path = reference && resolvePath(folderOf(file.path), reference.text);
    const source = path === undefined ? undefined : project.files.get(path);
    if (path === undefined || !source || source.yaml.torn) return [];
    const { yaml } = source;
    return [{ listedIn: file, target, text: yaml.text, path, place: (span: Span) => span, yaml }];
  });
}
