import { folderOf, resolvePath } from '@/lib/tree';
import { at, entriesOf, itemsOf, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import type { SourceFile, SourceObject } from './file';
import { inlineYaml } from './inline';
import type { Project } from './project';

interface Patch {
  /** The name and kind of what it changes; undefined where it does not say. */
  kind: string | undefined;
  name: string | undefined;
  text: string;
}

const memory = new WeakMap<Project, Patch[]>();

/**
 * Whether a kustomization of the tree patches an object with a text that mentions something. What a patch mends is not
 * wrong in the file, so rules that look at one file's Pod ask here before they speak.
 */
export function patchMentions(
  project: Project,
  object: Pick<SourceObject, 'kind' | 'name'>,
  what: RegExp,
): boolean {
  return patchesOn(project, object).some((text) => what.test(text));
}

/** The texts of the patches of a tree that may change an object. */
export function patchesOn(project: Project, object: Pick<SourceObject, 'kind' | 'name'>): string[] {
  return allPatches(project).flatMap(({ kind, name, text }) =>
    (kind === undefined || kind === object.kind) &&
    (name === undefined || name === object.name || /[.*|()]/.test(name))
      ? [text]
      : [],
  );
}

/**
 * Whether a kustomization of the tree may mend what is told of an object at a place.
 *
 * @param words what is told to be wrong; a patch of another object may bring it.
 */
export function patchMayMend(project: Project, object: SourceObject, place: number, words: string): boolean {
  const key = keyAt(object.root, place);
  const escaped = key?.replaceAll('/', '~1');
  return (
    patchesOn(project, object).some((text) =>
      [key, escaped, words].some((word) => word && text.includes(word)),
    ) || otherPatchMentions(project, '', words)
  );
}

/** The key whose value, or which itself, stands at a place. */
function keyAt(node: YamlNode, place: number): string | undefined {
  for (const { key, value } of entriesOf(node)) {
    if (key.start <= place && place <= key.end) return key.text;
    if (value.start <= place && place <= value.end) return keyAt(value, place) ?? key.text;
  }
  for (const item of itemsOf(node)) if (item.start <= place && place <= item.end) return keyAt(item, place);
  return undefined;
}

/** Whether a kustomization lists a file as a patch and says by a target what it changes, whatever the file itself says. */
export function isTargeted(project: Project, path: string): boolean {
  return project.references.some(
    ({ field, from, node, target }) =>
      target === path &&
      itemsOf(at(from.kustomization, field)).some((item) => at(item, 'path') === node && at(item, 'target')),
  );
}

function allPatches(project: Project): Patch[] {
  const patches =
    memory.get(project) ?? [...project.files.values()].flatMap((file) => patchesIn(project, file));
  memory.set(project, patches);
  return patches;
}

/** Whether a kustomization of the tree has a patch, other than one with this text, that mentions a word. */
export function otherPatchMentions(project: Project, own: string, word: string): boolean {
  return allPatches(project).some(({ text }) => text !== own && text.includes(word));
}

function patchesIn(project: Project, file: SourceFile): Patch[] {
  const listed = ['patches', 'patchesJson6902'].flatMap((field) => itemsOf(at(file.kustomization, field)));
  const merged = itemsOf(at(file.kustomization, 'patchesStrategicMerge'));
  return [
    ...listed.flatMap((item) => read(project, file, at(item, 'path'), at(item, 'patch'), at(item, 'target'))),
    ...merged.flatMap((item) => read(project, file, item, item, undefined)),
  ];
}

function read(
  project: Project,
  file: SourceFile,
  path: YamlNode | undefined,
  inline: YamlNode | undefined,
  target: YamlNode | undefined,
): Patch[] {
  const reference = stringOf(path);
  const where =
    reference === undefined || reference.includes('\n')
      ? undefined
      : resolvePath(folderOf(file.path), reference);
  const yaml = where === undefined ? undefined : project.files.get(where)?.yaml;
  const own = scalarOf(inline);
  const text = yaml?.text ?? own?.text;
  if (text === undefined || (!yaml && inline === path && !text.includes('\n'))) return [];
  if (target) return [{ kind: stringOf(at(target, 'kind')), name: stringOf(at(target, 'name')), text }];
  return ((yaml ?? (own && inlineYaml(own)))?.documents ?? []).map(({ root }) => ({
    kind: stringOf(at(root, 'kind')),
    name: stringOf(at(root, 'metadata', 'name')),
    text,
  }));
}

const pins = new WeakMap<Project, ReadonlySet<string>>();

/** The images to which a kustomization of the tree gives a tag or a digest. */
export function pinnedImages(project: Project): ReadonlySet<string> {
  const known = pins.get(project);
  if (known) return known;
  const pinned = new Set<string>();
  pins.set(project, pinned);
  for (const { kustomization } of project.files.values())
    for (const item of itemsOf(at(kustomization, 'images'))) {
      const name = stringOf(at(item, 'name'));
      if (name !== undefined && (at(item, 'newTag') || at(item, 'digest'))) pinned.add(name);
    }
  return pinned;
}
