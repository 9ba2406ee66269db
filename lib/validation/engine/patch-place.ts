import { folderOf, resolvePath } from '@/lib/tree';
import {
  at,
  entriesOf,
  itemsOf,
  type ScalarNode,
  type Span,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import type { SourceFile } from './file';
import { jsonPatches, mergePatches } from './listed-patches';
import type { Project } from './project';

/**
 * Where a person would look for what a change of a kustomization does: at the first word of a patch that is not in the
 * object already, at the path of a JSON patch, or at the item itself.
 */
export function placeOf(file: SourceFile, item: YamlNode, project: Project): Span & { path: string } {
  const reference = stringOf(at(item, 'path')) ?? scalarOf(item)?.text;
  const target = reference === undefined ? undefined : resolvePath(folderOf(file.path), reference);
  const isOwn = (patch: { path: string; place: (span: Span) => Span }, root: Span) => {
    const { start, end } = patch.place(root);
    return patch.path === target || (patch.path === file.path && item.start <= start && end <= item.end);
  };
  for (const patch of jsonPatches(project, file)) {
    const [path] = patch.operations.flatMap((one) => (isOwn(patch, one) ? (at(one, 'path') ?? []) : []));
    if (path) return { path: patch.path, ...patch.place(path) };
  }
  for (const patch of mergePatches(project, file)) {
    if (!isOwn(patch, patch.root)) continue;
    const [kind, name] = [stringOf(at(patch.root, 'kind')), stringOf(at(patch.root, 'metadata', 'name'))];
    const written = project.objects().find((object) => object.kind === kind && object.name === name);
    const [word] = [...newWords(patch.root, written?.root), ...newWords(at(patch.root, 'spec'), undefined)];
    if (word) return { path: patch.path, ...patch.place(word) };
  }
  return { path: file.path, start: item.start, end: item.end };
}

/** What entries of lists are told apart by. */
const KEYS = ['mountPath', 'containerPort', 'port', 'name', 'key', 'ip'];

/** The scalars of a patch that its object does not have in the same place, each once however many aliases lead to it. */
function* newWords(
  node: YamlNode | undefined,
  target: YamlNode | undefined,
  seen = new Set<YamlNode>(),
): Generator<ScalarNode> {
  if (!node || seen.has(node)) return;
  seen.add(node);
  if (node.kind === 'scalar' && scalarOf(target)?.text !== node.text) yield node;
  for (const { key, value } of entriesOf(node)) yield* newWords(value, at(target, key.text), seen);
  for (const item of itemsOf(node)) {
    const key = KEYS.find(
      (one) => scalarOf(at(item, one)) && itemsOf(target).some((other) => at(other, one)),
    );
    const text = key && scalarOf(at(item, key))?.text;
    yield* newWords(
      item,
      key === undefined
        ? undefined
        : itemsOf(target).find((other) => scalarOf(at(other, key))?.text === text),
      seen,
    );
  }
}
