import { goQuote } from '../core/go-text';
import { type Id, idSelected, idText, splitApiVersion } from '../core/id';
import { matchesLabels } from '../core/label-selector';
import { lookup, textOfNode } from '../core/ops';
import type { Resource } from '../core/resource';
import type { Selector } from '../core/selector';
import { attempt, Failure } from '../failure';
import { assignNode, copyNode, isEmptyNode, Kind, type Node } from '../yaml';
import { matchPath, splitFieldPath } from './path-matcher';
import type { Transformer } from './transformer';

export interface FieldOptions {
  readonly delimiter: string;
  readonly index: number;
  readonly create: boolean;
}

export interface Replacement {
  readonly source:
    | { readonly id: Id; readonly fieldPath: string; readonly options: FieldOptions | undefined }
    | undefined;
  readonly targets: readonly ReplacementTarget[] | undefined;
}

interface ReplacementTarget {
  readonly select: Selector | undefined;
  readonly reject: readonly Selector[];
  readonly fieldPaths: readonly string[];
  readonly options: FieldOptions | undefined;
}

/** The ids by which a replacement may name an object, without what is known of its scope. As MakeResIds. */
function idsOf(resource: Resource): Id[] {
  const { group, version } = splitApiVersion(resource.apiVersion);
  const { kind, name, namespace } = resource;
  return [{ group, version, kind, name, namespace, clusterScoped: false }, ...resource.previousIds];
}

function sourceText(source: NonNullable<Replacement['source']>): string {
  const parts = [idText(source.id)];
  if (source.fieldPath !== '') parts.push(source.fieldPath);
  const { options } = source;
  if (options !== undefined && (options.delimiter !== '' || options.create)) {
    parts.push(`${options.delimiter}(${options.index}), create=${options.create}`);
  }
  return parts.join(':');
}

function findSource(resources: readonly Resource[], source: NonNullable<Replacement['source']>): Resource {
  let found: Resource | undefined;
  for (const resource of resources) {
    if (!idsOf(resource).some((id) => idSelected(id, source.id))) continue;
    if (found !== undefined) throw new Failure(`multiple matches for selector ${sourceText(source)}`);
    found = resource;
  }
  if (found === undefined) throw new Failure(`nothing selected by ${sourceText(source)}`);
  return found;
}

function valueFrom(resources: readonly Resource[], source: NonNullable<Replacement['source']>): Node {
  const resource = findSource(resources, source);
  const path = source.fieldPath === '' ? 'metadata.name' : source.fieldPath;
  const looked = attempt(() => lookup(resource.node, splitFieldPath(path)));
  if ('failure' in looked) {
    throw new Failure(`error looking up replacement source: ${looked.failure.message}`);
  }
  const node = looked.value;
  if (node === undefined || isEmptyNode(node)) {
    throw new Failure(`fieldPath \`${path}\` is missing for replacement source ${idText(source.id)}`);
  }
  const { options } = source;
  if (options === undefined || options.delimiter === '') return node;
  if (node.kind !== Kind.scalar) throw new Failure('delimiter option can only be used with scalar nodes');
  const part = textOfNode(node).split(options.delimiter)[options.index];
  if (part === undefined) {
    throw new Failure(`options.index ${options.index} is out of bounds for value ${textOfNode(node)}`);
  }
  const copy = copyNode(node);
  copy.value = part;
  return copy;
}

const isNamed = (selector: Selector): boolean =>
  [selector.group, selector.version, selector.kind, selector.name, selector.namespace].some((t) => t !== '');

const fitsLabels = (resource: Resource, selector: Selector): boolean => {
  const annotations = matchesLabels(selector.annotationSelector, resource.annotations);
  return matchesLabels(selector.labelSelector, resource.labels) && annotations;
};

function isTarget(resource: Resource, target: ReplacementTarget, select: Selector): boolean {
  if (!fitsLabels(resource, select)) return false;
  for (const reject of target.reject) {
    const labelled = reject.annotationSelector !== '' || reject.labelSelector !== '';
    if (labelled && fitsLabels(resource, reject)) return false;
  }
  const ids = idsOf(resource);
  if (!ids.some((id) => idSelected(id, select))) return false;
  return !target.reject.some((reject) => isNamed(reject) && ids.some((id) => idSelected(id, reject)));
}

function setTarget(node: Node, value: Node, options: FieldOptions | undefined): void {
  const copy = copyNode(value);
  if (options !== undefined && options.delimiter !== '') {
    if (node.kind !== Kind.scalar) throw new Failure('delimiter option can only be used with scalar nodes');
    const parts = node.value.split(options.delimiter);
    const text = textOfNode(copy);
    if (options.index < 0) parts.unshift(text);
    else if (options.index >= parts.length) parts.push(text);
    else parts[options.index] = text;
    copy.value = parts.join(options.delimiter);
  }
  if (node.kind === Kind.scalar) node.value = copy.value;
  else assignNode(node, copy);
}

function copyTo(resource: Resource, value: Node, target: ReplacementTarget): void {
  const paths = target.fieldPaths.length === 0 ? ['metadata.name'] : target.fieldPaths;
  for (const path of paths) {
    const create = target.options?.create === true ? value.kind : Kind.none;
    const problem = `unable to find ${create === Kind.none ? '' : 'or create '}field ${goQuote(path)} in replacement target`;
    const found = attempt(() => matchPath(resource.node, splitFieldPath(path), create));
    if ('failure' in found) throw new Failure(`${problem}: ${found.failure.message}`);
    if (found.value === undefined || found.value.length === 0) throw new Failure(problem);
    for (const node of found.value) setTarget(node, value, target.options);
  }
}

/** Copies values from one object's field to fields of others. As api/filters/replacement. */
export function replacementTransformer(replacements: readonly Replacement[]): Transformer {
  return {
    name: 'ReplacementTransformer',
    transform(map) {
      for (const { source, targets } of replacements) {
        if (source === undefined || targets === undefined) {
          throw new Failure('replacements must specify a source and at least one target');
        }
        const value = valueFrom(map.resources, source);
        for (const target of targets) {
          const { select } = target;
          if (select === undefined) throw new Failure('target must specify resources to select');
          for (const resource of map.resources) {
            if (isTarget(resource, target, select)) copyTo(resource, value, target);
          }
        }
      }
      map.changed();
    },
  };
}
