import { Book, isInternal } from '../core/annotations';
import { goQuote } from '../core/go-text';
import { idKey, idText } from '../core/id';
import { objectValue } from '../core/object-value';
import type { ResMap } from '../core/resmap';
import type { Resource } from '../core/resource';
import { type Selector, selectorText, selectResources } from '../core/selector';
import { attempt, Failure } from '../failure';
import { parseJson, yamlToValue } from '../json';
import { applyJsonPatch, decodePatch, type JsonPatch } from '../json-patch';
import { parseResources } from '../load/resources';
import { mergeNodes } from '../merge/merge';
import type { Schemas } from '../merge/open-api';
import { isEmptyNode, isFields, makeNode, nodeOf, type Value } from '../yaml';
import type { Transformer } from './transformer';

/** Lays a strategic merge patch over an object, whose name and kind stay unless the patch may change them. */
function applyStrategicPatch(resource: Resource, patch: Resource, schemas: Schemas): void {
  const { name, namespace, kind } = resource;
  const nameMayChange = patch.isEnabled(Book.allowNameChange);
  const kindMayChange = patch.isEnabled(Book.allowKindChange);
  if (nameMayChange || kindMayChange) resource.storePreviousId();
  const merged = mergeNodes(resource.node, patch.node, schemas);
  if (merged === undefined) resource.node = makeNode(0, '', '');
  // Upstream keeps what was merged in place: `$patch: replace` at the top, which gives another node, does nothing.
  if (isEmptyNode(resource.node)) return;
  if (!kindMayChange) resource.kind = kind;
  if (!nameMayChange) resource.name = name;
  resource.namespace = namespace;
}

/** Patches the chosen objects; those that the patch empties are dropped. As ResMap.ApplySmPatch. */
function patchSelected(map: ResMap, selected: readonly Resource[], patch: Resource): void {
  const ids = new Set(selected.map((resource) => idKey(resource.id)));
  for (const resource of map.resources) {
    if (!ids.has(idKey(resource.id))) continue;
    const copy = patch.copy();
    copy.mergeMetadataFrom(patch);
    const { kind } = patch;
    copy.apiVersion = resource.apiVersion;
    copy.kind = kind;
    applyStrategicPatch(resource, copy, map.schemas);
  }
  map.replaceAll(map.resources.filter((resource) => !resource.isEmpty));
}

/** Applies a JSON patch to one object; kustomize's own annotations survive it. */
function applyJsonPatchTo(resource: Resource, patch: JsonPatch): void {
  const internal = [...resource.annotations].filter(([key]) => isInternal(key));
  const document = objectValue(resource.node);
  if (!isFields(document)) throw new Failure('json: cannot unmarshal into Go value of type map');
  const patched: Value = applyJsonPatch(document, patch);
  if (!isFields(patched)) {
    throw new Failure('json: cannot unmarshal array into Go value of type map[string]interface {}');
  }
  resource.node = nodeOf(patched);
  resource.annotations = new Map([...resource.annotations, ...internal]);
}

export interface PatchOptions {
  readonly path: string;
  readonly patch: string;
  readonly target: Selector | undefined;
  readonly allowNameChange: boolean;
  readonly allowKindChange: boolean;
}

/** Reads a JSON patch from JSON or YAML text. */
function readJsonPatch(text: string): JsonPatch | undefined {
  if (text === '') throw new Failure('empty json patch operations');
  return decodePatch(text.startsWith('[') ? parseJson(text) : yamlToValue(text));
}

/**
 * A patch of either kind. As PatchTransformer.
 *
 * @param config the patch's configuration as YAML, for error texts.
 * @param load reads a file beside the kustomization.
 */
export function patchTransformer(
  options: PatchOptions,
  config: string,
  load: (path: string) => string,
): Transformer {
  const inline = options.patch.trim();
  if (inline === '' && options.path === '')
    throw new Failure(`must specify one of patch and path in\n${config}`);
  if (inline !== '' && options.path !== '') {
    throw new Failure(`patch and path can't be set at the same time\n${config}`);
  }
  let text = inline;
  let source = `[patch: ${goQuote(inline)}]`;
  if (inline === '') {
    const loaded = attempt(() => load(options.path));
    if ('failure' in loaded) {
      throw new Failure(
        `failed to get the patch file from path(${options.path}): ${loaded.failure.message}`,
        loaded.failure,
      );
    }
    text = loaded.value;
    source = `[path: ${goQuote(options.path)}]`;
  }
  const strategic = attempt(() => parseResources(text));
  const json = attempt(() => readJsonPatch(text));
  if ('value' in strategic && 'value' in json) {
    throw new Failure(`illegally qualifies as both an SM and JSON patch: ${source}`);
  }
  if ('failure' in strategic && 'failure' in json) {
    throw new Failure(`unable to parse SM or JSON patch from ${source}`);
  }
  const patches = 'value' in strategic ? strategic.value : [];
  for (const patch of patches) {
    if (options.allowNameChange) patch.enable(Book.allowNameChange);
    if (options.allowKindChange) patch.enable(Book.allowKindChange);
  }
  const operations = 'value' in json ? (json.value ?? []) : [];
  return {
    name: 'PatchTransformer',
    transform(map) {
      if (patches.length > 0) strategicMerge(map, patches, options.target, source);
      else jsonPatch(map, operations, options.target, source);
      map.changed();
    },
  };
}

function strategicMerge(
  map: ResMap,
  patches: readonly Resource[],
  target: Selector | undefined,
  source: string,
): void {
  const [first] = patches;
  if (target !== undefined && first !== undefined) {
    if (patches.length > 1) {
      throw new Failure(
        `Multiple Strategic-Merge Patches in one \`patches\` entry is not allowed to set \`patches.target\` field: ${source}`,
      );
    }
    const selected = attempt(() => selectResources(map, target));
    if ('failure' in selected) {
      throw new Failure(
        `unable to find patch target ${goQuote(selectorText(target))} in \`resources\`: ${selected.failure.message}`,
      );
    }
    patchSelected(map, selected.value, first);
    return;
  }
  for (const patch of patches) {
    const id = patch.originalId;
    const found = attempt(() => map.byId(id));
    if ('failure' in found) {
      throw new Failure(
        `no resource matches strategic merge patch ${goQuote(idText(id))}: ${found.failure.message}`,
      );
    }
    applyStrategicPatch(found.value, patch, map.schemas);
  }
}

function jsonPatch(map: ResMap, patch: JsonPatch, target: Selector | undefined, source: string): void {
  if (target === undefined) throw new Failure(`must specify a target for JSON patch ${source}`);
  for (const resource of selectResources(map, target)) {
    resource.storePreviousId();
    applyJsonPatchTo(resource, patch);
  }
}

/** Patches for objects that are named in the patches themselves. As PatchStrategicMergeTransformer. */
export function strategicTransformer(patches: readonly Resource[]): Transformer {
  return {
    name: 'PatchStrategicMergeTransformer',
    transform(map) {
      for (const patch of patches) patchSelected(map, [map.byId(patch.originalId)], patch);
      map.changed();
    },
  };
}

/** A JSON patch for the objects of a target. As PatchJson6902Transformer. */
export function json6902Transformer(target: Selector, patch: JsonPatch): Transformer {
  return {
    name: 'PatchJson6902Transformer',
    transform(map) {
      for (const resource of selectResources(map, target)) applyJsonPatchTo(resource, patch);
      map.changed();
    },
  };
}
