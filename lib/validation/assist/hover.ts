import { docOf, fieldsOf, typeAt, typeName } from '@/lib/kubernetes';
import type { Tree } from '@/lib/tree';
import { at, stringOf } from '@/lib/yaml';
import type { Position, Range } from '../diagnostic';
import type { ValidationCache } from '../engine/cache';
import { readFile } from '../engine/file';
import { rangeOf } from '../engine/to-diagnostic';
import { annotationDoc } from './annotations';
import { type Located, locate } from './locate';
import { rootType } from './root-type';
import { scalarText } from './scalar-text';

const TEXT = { isText: true, flow: false, quote: '' };

export interface Hover {
  range: Range;
  /** Markdown. */
  contents: string;
}

/** What a key or a word means, from the API's own documentation; Argo CD's annotations in the lesson's words. */
export function hover(
  tree: Tree,
  path: string,
  position: Position,
  cache?: ValidationCache,
): Hover | undefined {
  const content = tree.get(path);
  if (content === undefined) return undefined;
  const known = cache?.files.get(path);
  const file = known?.content === content ? known.file : readFile(path, content);
  const { lines } = file.yaml;
  const found = locate(file.yaml, lines.offsetAt(position));
  const contents = found && explainField(found, path);
  return found && contents ? { range: rangeOf(lines, found.node), contents } : undefined;
}

function explainField(found: Located, path: string): string | undefined {
  const { entry, root, node, isKey } = found;
  if (!entry) return undefined;
  const key = entry.key.text;
  if (found.path.at(-1) === 'annotations') return annotation(key, isKey ? undefined : node.text);
  const apiVersion = stringOf(at(root, 'apiVersion'));
  const kind = stringOf(at(root, 'kind'));
  const type = rootType(path, { apiVersion, kind });
  if (type === undefined) return undefined;
  if (found.path.length === 0 && key === 'kind' && !isKey)
    return titled(node.text, apiVersion ?? '', docOf(type, ''));
  if (found.path.length === 0 && Object.hasOwn(COMMON, key)) return titled(key, 'text', COMMON[key]);
  const owner = typeAt(type, found.path);
  const field = owner === undefined ? undefined : fieldsOf(owner)?.[key];
  if (owner === undefined || field === undefined) return undefined;
  const word = isKey ? undefined : docOf(owner, `${key}=${node.text}`);
  if (word !== undefined) return titled(node.text, key, word);
  return titled(key, typeName(field) + (field.startsWith('!') ? ', required' : ''), docOf(owner, key));
}

const COMMON: Readonly<Record<string, string>> = {
  apiVersion:
    'The group and version of the API that knows this kind: `apps/v1` is version 1 of the group `apps`, and `v1` alone is the core group.',
  kind: 'What this object is. Together with `apiVersion` it decides which fields there are.',
};

function titled(name: string, type: string, doc: string | undefined): string {
  return `**${name}** · \`${type}\`${doc ? `\n\n${doc}` : ''}`;
}

function annotation(key: string, value: string | undefined): string | undefined {
  const doc = annotationDoc(key);
  if (!doc) return undefined;
  const named = (value ?? '').split(',').map((word) => word.trim());
  const words = Object.entries(doc.words).filter(([word]) => value === undefined || named.includes(word));
  const list = words.map(([word, meaning]) => `- \`${scalarText(word, TEXT)}\`: ${meaning}`).join('\n');
  return `**${key}**\n\n${doc.text}${list ? `\n\n${list}` : ''}`;
}
