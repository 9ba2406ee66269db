import { folderOf, resolvePath } from '@/lib/tree';
import { at, itemsOf, parseYaml, type Span, scalarOf, scalarOffsets, type YamlNode } from '@/lib/yaml';
import type { SourceFile } from './file';
import type { Project } from './project';

export interface JsonPatch {
  /** The kustomization that lists it. */
  listedIn: SourceFile;
  target: YamlNode | undefined;
  operations: readonly YamlNode[];
  text: string;
  /** Where it is written, and how its places lead to places there. */
  path: string;
  place: (span: Span) => Span;
}

/** The JSON patches (RFC 6902) of a kustomization, inline ones and those in files of their own. */
export function jsonPatches(project: Project, file: SourceFile): JsonPatch[] {
  return ['patches', 'patchesJson6902'].flatMap((field) =>
    itemsOf(at(file.kustomization, field)).flatMap((item) => {
      const inline = scalarOf(at(item, 'patch'));
      const reference = scalarOf(at(item, 'path'));
      const target = at(item, 'target');
      if (inline && typeof inline.value === 'string') {
        const offset = scalarOffsets(file.yaml.text, inline);
        const yaml = parseYaml(inline.text);
        const place = ({ start, end }: Span) => ({ start: offset(start), end: offset(end) });
        return yaml.torn
          ? []
          : lists(yaml.documents, { listedIn: file, target, text: inline.text, path: file.path, place });
      }
      const path = reference && resolvePath(folderOf(file.path), reference.text);
      const source = path === undefined ? undefined : project.files.get(path);
      if (path === undefined || !source || source.yaml.torn) return [];
      const { text } = source.yaml;
      return lists(source.yaml.documents, { listedIn: file, target, text, path, place: (span) => span });
    }),
  );
}

function lists(
  documents: readonly { root: YamlNode | undefined }[],
  common: Omit<JsonPatch, 'operations'>,
): JsonPatch[] {
  return documents.flatMap(({ root }) =>
    root?.kind === 'seq' ? [{ ...common, operations: root.items }] : [],
  );
}
