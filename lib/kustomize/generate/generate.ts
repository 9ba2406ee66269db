import type { FileContent } from '@/lib/tree';
import { Book } from '../core/annotations';
import { dataNode, wrapBase64 } from '../core/data';
import { lookup, setField } from '../core/ops';
import { Resource, trueNode } from '../core/resource';
import { Failure } from '../failure';
import { utf8Of } from '../load/utf8';
import { Kind, mapping, Style, scalar, text } from '../yaml';
import { type LoadContent, loadPairs, type PairSources } from './pairs';

export interface GeneratorOptions {
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly disableNameSuffixHash: boolean;
  readonly immutable: boolean;
}

export interface GeneratorArgs extends PairSources {
  readonly name: string;
  readonly namespace: string;
  readonly behavior: string;
  readonly options: GeneratorOptions | undefined;
  /** A secret's type. */
  readonly type: string;
}

function base64(content: FileContent): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return wrapBase64(btoa(binary));
}

function setData(resource: Resource, kind: string, pairs: ReadonlyMap<string, FileContent>): void {
  if (kind === 'Secret') lookup(resource.node, ['data'], Kind.mapping);
  for (const key of [...pairs.keys()].sort()) {
    const content = pairs.get(key) ?? '';
    const plain = kind === 'Secret' ? undefined : utf8Of(content);
    const field = kind === 'Secret' || plain !== undefined ? 'data' : 'binaryData';
    const node = lookup(resource.node, [field], Kind.mapping);
    if (node !== undefined) setField(node, key, dataNode(plain ?? base64(content)));
  }
}

function setEntries(resource: Resource, field: string, entries: ReadonlyMap<string, string>): void {
  for (const key of [...entries.keys()].sort()) {
    const value = text(entries.get(key) ?? '');
    value.style = Style.single;
    const node = lookup(resource.node, ['metadata', field], Kind.mapping);
    if (node !== undefined) setField(node, key, value);
  }
}

/** Makes a ConfigMap or Secret. As api/internal/generators. */
export function generate(kind: 'ConfigMap' | 'Secret', args: GeneratorArgs, load: LoadContent): Resource {
  const root = mapping();
  setField(root, 'apiVersion', scalar('v1'));
  setField(root, 'kind', scalar(kind));
  if (args.name === '') throw new Failure('a configmap must have a name');
  const metadata = mapping();
  root.content.push(scalar('metadata'), metadata);
  setField(metadata, 'name', text(args.name));
  if (args.namespace !== '') setField(metadata, 'namespace', text(args.namespace));
  const resource = new Resource(root);
  if (kind === 'Secret') setField(root, 'type', text(args.type === '' ? 'Opaque' : args.type));
  setData(resource, kind, loadPairs(args.name, args, load));
  const { options } = args;
  if (options !== undefined) {
    setEntries(resource, 'labels', options.labels);
    setEntries(resource, 'annotations', options.annotations);
    if (options.immutable) setField(root, 'immutable', trueNode());
  }
  if (options?.disableNameSuffixHash !== true) resource.enable(Book.needsHashSuffix);
  resource.behavior = args.behavior;
  return resource;
}

/** The general options laid under a generator's own. As MergeGlobalOptionsIntoLocal. */
export function mergeOptions(
  local: GeneratorOptions | undefined,
  global: GeneratorOptions | undefined,
): GeneratorOptions | undefined {
  if (global === undefined) return local;
  return {
    labels: new Map([...global.labels, ...(local?.labels ?? [])]),
    annotations: new Map([...global.annotations, ...(local?.annotations ?? [])]),
    disableNameSuffixHash: global.disableNameSuffixHash || (local?.disableNameSuffixHash ?? false),
    immutable: global.immutable || (local?.immutable ?? false),
  };
}
