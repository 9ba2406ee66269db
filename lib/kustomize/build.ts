import type { Tree } from '@/lib/tree';
import { Book, localConfigAnnotation } from './core/annotations';
import { goSyntax } from './core/go-syntax';
import type { Resource } from './core/resource';
import { attempt, Failure } from './failure';
import { hashOf } from './generate/hash';
import { fieldsAt, textAt, textsAt } from './load/fields';
import { Files } from './load/files';
import { Loader } from './load/loader';
import { validateMeta } from './load/resources';
import type { Accumulator } from './target/accumulator';
import { Target } from './target/target';
import { fixNameReferences } from './transform/name-references';
import { sortResources } from './transform/sort';
import { resolveVariables } from './transform/vars';
import { type Fields, printValue, type Value, valueOfNode } from './yaml';

export interface BuildOptions {
  /** How the tree's root is called in messages, such as the folder it was read from. */
  readonly root?: string;
}

function addHashes(all: Accumulator): void {
  for (const resource of all.map.resources) {
    if (!resource.isEnabled(Book.needsHashSuffix)) continue;
    const hash = hashOf(resource);
    resource.storePreviousId();
    resource.name = `${resource.name}-${hash}`;
  }
  all.map.changed();
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

/** Builds a folder of a tree. As krusty.Kustomizer.Run, with the default options of `kustomize build`. */
export function buildMap(
  tree: Tree,
  directory: string,
  options: BuildOptions,
  warn: (text: string) => void,
): readonly Resource[] {
  const loader = Loader.at(new Files(tree, options.root ?? '<ROOT>'), directory);
  const target = new Target(loader, { warn });
  const all = target.accumulate();
  addHashes(all);
  fixNameReferences(all.map, all.config.nameReference);
  resolveVariables(all.map, all.variables, all.config.varReference, warn);
  dropLocal(all);
  sort(all, target.kustomization.fields);
  for (const resource of all.map.resources) {
    resource.removeBook();
    resource.removeOrigin();
    resource.removeTransformations();
  }
  return all.map.resources;
}

/** What an object finally is; one that cannot be printed is shown in Go's syntax, as upstream does. */
export function finalValue(resource: Resource): Value {
  const value = attempt(() => valueOfNode(resource.node));
  if ('value' in value) return value.value;
  throw new Failure(`${goSyntax(resource.node)}: ${value.failure.message}`, value.failure);
}

export const printResource = (resource: Resource): string => printValue(finalValue(resource));
