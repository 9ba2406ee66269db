import { fieldSpec } from './config/fieldspec';
import { localConfigAnnotation, managedByLabel } from './core/annotations';
import { goSyntax } from './core/go-syntax';
import { DuplicateKeys, objectValue } from './core/object-value';
import type { Resource } from './core/resource';
import { attempt, Failure } from './failure';
import { addHashes } from './generate/add-hashes';
import type { BuildCache } from './load/cache';
import { fieldsAt, textAt, textsAt } from './load/fields';
import type { Files } from './load/files';
import { loadKustomization } from './load/kustomization';
import { Loader } from './load/loader';
import { validateMeta } from './load/resources';
import { Schemas } from './merge/open-api';
import type { Accumulator } from './target/accumulator';
import { Target } from './target/target';
import { Tracker } from './target/tracker';
import { entriesTransformer } from './transform/metadata';
import { fixNameReferences } from './transform/name-references';
import { sortResources } from './transform/sort';
import { resolveVariables } from './transform/vars';
import { type Fields, printFinal, printValue, type Value } from './yaml';

export interface BuildOptions {
  /** How the tree's root is called in messages, such as the folder it was read from. */
  readonly root?: string;
  /** Whether to follow which steps change each object (it costs time; buildResources does). */
  readonly steps?: boolean;
  /** Handed in from build to build, it spares reading again what did not change. */
  readonly cache?: BuildCache;
}

/** Objects that are only configuration for tools are not printed. As IgnoreLocal. */
function dropLocal(all: Accumulator): void {
  const local = new Set<Resource>();
  for (const resource of all.map.resources) {
    if (resource.isEmpty) {
      local.add(resource);
      continue;
    }
    validateMeta(resource.node);
    const value = resource.annotation(localConfigAnnotation);
    if (value !== undefined && value !== 'false') local.add(resource);
  }
  if (local.size > 0) all.map.remove((resource) => !local.has(resource));
}

function sort(all: Accumulator, fields: Fields): void {
  const options = fieldsAt(fields, 'sortOptions');
  if (options === undefined) {
    sortResources(all.map, { order: 'legacy', legacy: undefined });
    return;
  }
  const legacy = fieldsAt(options, 'legacySortOptions');
  sortResources(all.map, {
    order: textAt(options, 'order'),
    legacy: legacy && { first: textsAt(legacy, 'orderFirst'), last: textsAt(legacy, 'orderLast') },
  });
}

/** Sets the label that names who built. The version is that of the tool's own tests and of kubectl. */
function addManagedBy(all: Accumulator): void {
  const labels = new Map([[managedByLabel, 'kustomize-(devel)']]);
  entriesTransformer('LabelTransformer', labels, [fieldSpec('metadata/labels', {}, true)]).transform(all.map);
}

/** Builds a folder of a tree. As krusty.Kustomizer.Run, with the default options of `kustomize build`. */
export function buildMap(
  files: Files,
  directory: string,
  options: BuildOptions,
  warn: (text: string) => void,
): readonly Resource[] {
  options.cache?.begin();
  const loader = Loader.at(files, directory);
  const kustomization = loadKustomization(loader, warn);
  const metadata = textsAt(kustomization.fields, 'buildMetadata');
  const file = loader.treePath(kustomization.fileName);
  const tracker = new Tracker(metadata.length > 0, options.steps === true, '', file);
  const target = new Target(
    loader,
    { warn, schemas: new Schemas(), cache: options.cache, folders: 0 },
    kustomization,
    tracker,
  );
  const all = target.accumulate();
  const { map } = all;
  const follow = (name: string, action: () => void) => tracker.follow(map, name, action);
  follow('HashTransformer', () => addHashes(map));
  follow('NameReferenceTransformer', () => fixNameReferences(map, all.config.nameReference));
  follow('VariableTransformer', () => resolveVariables(map, all.variables, all.config.varReference, warn));
  dropLocal(all);
  sort(all, kustomization.fields);
  if (metadata.includes('managedByLabel')) addManagedBy(all);
  for (const resource of map.resources) {
    resource.removeBook();
    if (!metadata.includes('originAnnotations')) resource.removeOrigin();
    if (!metadata.includes('transformerAnnotations')) resource.removeTransformations();
  }
  return map.resources;
}

/** What an object finally is; one that cannot be printed is shown in Go's syntax, as upstream does. */
export function finalValue(resource: Resource): Value {
  const value = attempt(() => objectValue(resource.node));
  if ('value' in value) return value.value;
  const syntax = attempt(() => goSyntax(resource.node));
  const readable = 'value' in syntax && !(value.failure instanceof DuplicateKeys);
  const shown = readable ? syntax.value : 'map[string]interface {}(nil)';
  throw new Failure(`${shown}: ${value.failure.message}`, value.failure);
}

/** The text of an object; the slower way over its value has the right words when that fails. */
export function printResource(resource: Resource): string {
  const printed = attempt(() => printFinal(resource.node));
  return 'value' in printed ? printed.value : printValue(finalValue(resource));
}
