import { type KubeObject, objectsOf } from '@/lib/kubernetes';
import { nameOf } from '@/lib/tree';
import {
  at,
  isMissing,
  Lines,
  type MapNode,
  type ParsedYaml,
  type Pieces,
  parseYaml,
  stringOf,
} from '@/lib/yaml';

/** A file of the tree, read once. */
export interface SourceFile {
  path: string;
  yaml: ParsedYaml;
  /** The objects in it, in the order of the text; a List counts as its items. */
  objects: SourceObject[];
  /** The kustomization in it, when the file is one. */
  kustomization: MapNode | undefined;
  /** Parts of it are not what they seem, so that something that seems to be missing may be there after all. */
  unsure: boolean;
}

export interface SourceObject extends KubeObject {
  file: SourceFile;
  /** Which document of the file it comes from. */
  document: number;
}

/** Whether one of these keys stands anywhere in a file. */
export function hasKey({ yaml }: SourceFile, keys: readonly string[]): boolean {
  return keys.some((key) => yaml.keys.has(key));
}

/** Names under which kustomize looks for a kustomization. */
export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a file is one that this validator reads. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path) || nameOf(path) === 'Kustomization';
}

/** Whether a file is JSON, which kustomize and Argo CD read as they read YAML. */
export function isJsonPath(path: string): boolean {
  return /\.json$/i.test(path);
}

/**
 * A file as the rules see it.
 *
 * @param pieces what was read of the file as it was before.
 */
export function readFile(path: string, content: string | Uint8Array, pieces?: Pieces): SourceFile {
  const yaml = parseYaml(content, pieces);
  // What looks like a space and is none becomes part of a key.
  const unsure =
    yaml.torn ||
    yaml.problems.some(({ code, inside }) => !inside && (code === 'yaml-anchor' || code === 'yaml-syntax')) ||
    /[\u00a0\u2000-\u200b\u202f\u3000]/.test(yaml.text);
  const file: SourceFile = { path, yaml, objects: [], kustomization: kustomizationIn(path, yaml), unsure };
  for (const [document, { root }] of yaml.documents.entries())
    for (const object of objectsOf(root)) file.objects.push({ ...object, file, document });
  return file;
}

/** A file that is no YAML and that rules look into all the same, such as a script. */
export function readPlainFile(path: string, text: string): SourceFile {
  const yaml = {
    text,
    lines: new Lines(text),
    documents: [],
    problems: [],
    keys: new Set<string>(),
    broken: false,
    torn: false,
  };
  return { path, yaml, objects: [], kustomization: undefined, unsure: false };
}

/** Whether a text is a script of a shell, by its first line or by the name of its file. */
export function isScript(path: string, text: string): boolean {
  return /^#!.*\b(?:sh|bash|ash|dash)\b/.test(text) || (/\.(?:ba)?sh$/.test(path) && !text.startsWith('#!'));
}

/** Whether a file holds variables, a line each, by its name: `.env`, `app.env`, `.env.prod`. */
export function isEnvFile(path: string): boolean {
  return /^(?:.*\.)?env(?:\.[\w-]+)?$/.test(nameOf(path));
}

function kustomizationIn(path: string, yaml: ParsedYaml): MapNode | undefined {
  if (!KUSTOMIZATION_NAMES.includes(nameOf(path))) return undefined;
  const root = yaml.documents.find((document) => !isMissing(document.root))?.root;
  if (root?.kind !== 'map') return undefined;
  const kind = stringOf(at(root, 'kind'));
  return kind === undefined || kind === 'Kustomization' || kind === 'Component' ? root : undefined;
}
