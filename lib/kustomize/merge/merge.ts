import { demandKind, setField } from '../core/ops';
import { attempt } from '../failure';
import { fieldOf, isNull, Kind, makeNode, type Node, Tag } from '../yaml';
import { type Directive, takeDirective } from './directive';
import { mergeList } from './merge-list';
import type { Schemas } from './open-api';
import type { Schema } from './schema';

/** Nulls that stay in the result, because they stood in the object before. */
const kept = new WeakSet<Node>();

function persistentNull(value: string): Node {
  const node = makeNode(Kind.scalar, Tag.null, value);
  kept.add(node);
  return node;
}

function schemaFromMeta(schemas: Schemas, nodes: readonly (Node | undefined)[]): Schema | undefined {
  for (const node of nodes) {
    if (node === undefined || node.kind !== Kind.mapping || isNull(node)) continue;
    const kind = fieldOf(node, 'kind')?.value ?? '';
    const apiVersion = fieldOf(node, 'apiVersion')?.value ?? '';
    if (kind === '' || apiVersion === '') continue;
    const schema = schemas.of(apiVersion, kind);
    if (schema !== undefined) return schema;
  }
  return undefined;
}

/**
 * Lays a strategic merge patch over a node, in place. As kyaml merge2 (walk and Merger), with all of its habits:
 * what the patch adds is merged with itself, so that nulls and directives in it are taken too.
 *
 * @returns the merged node, or undefined when the patch deletes it.
 */
export function mergeNodes(
  dest: Node | undefined,
  patch: Node | undefined,
  schemas: Schemas,
  given?: Schema,
): Node | undefined {
  const schema = given ?? schemaFromMeta(schemas, [dest, patch]);
  const first = !isNull(dest) ? dest : !isNull(patch) ? patch : undefined;
  const kind = first?.kind ?? Kind.mapping;
  for (const node of [dest, patch]) demandKind(node, kind);
  // What was empty ({}) takes the style of what fills it. As Merger.SetStyle.
  if (dest !== undefined && patch !== undefined && dest.kind !== Kind.scalar && dest.content.length === 0) {
    dest.flow = patch.flow;
  }
  switch (kind) {
    case Kind.sequence:
      return schema?.mergeKeys === undefined
        ? (patch ?? dest)
        : mergeAssociative(dest, patch, schemas, schema);
    case Kind.scalar:
      return patch ?? dest;
    default:
      return mergeMapping(dest, patch, schemas, schema);
  }
}

function mappingTarget(dest: Node | undefined, patch: Node | undefined): Node | undefined {
  if (dest === undefined || isNull(dest)) {
    const directive = attempt(() => takeDirective(patch));
    if ('value' in directive && directive.value === 'delete') return undefined;
    if (patch === undefined && dest !== undefined && dest.value !== '') return persistentNull(dest.value);
    return patch;
  }
  if (patch !== undefined && isNull(patch)) return undefined;
  return byDirective(takeDirective(patch), dest, patch);
}

function byDirective(directive: Directive, dest: Node, patch: Node | undefined): Node | undefined {
  if (directive === 'delete') return undefined;
  return directive === 'replace' ? patch : dest;
}

function fieldNames(nodes: readonly (Node | undefined)[]): string[] {
  const names = new Set<string>();
  for (const node of nodes) {
    if (node === undefined || node.kind !== Kind.mapping) continue;
    for (let i = 0; i < node.content.length; i += 2) names.add(node.content[i]?.value ?? '');
  }
  return [...names].sort();
}

function mergeMapping(
  dest: Node | undefined,
  patch: Node | undefined,
  schemas: Schemas,
  schema: Schema | undefined,
): Node | undefined {
  const target = mappingTarget(dest, patch);
  if (target === undefined) return undefined;
  for (const name of fieldNames([target, patch])) {
    const merged = mergeNodes(fieldOf(target, name), fieldOf(patch, name), schemas, schema?.field(name));
    setField(target, name, merged, merged !== undefined && kept.has(merged));
  }
  return target;
}

function mergeAssociative(
  dest: Node | undefined,
  patch: Node | undefined,
  schemas: Schemas,
  schema: Schema,
): Node | undefined {
  let target: Node | undefined;
  if (dest === undefined || isNull(dest)) target = patch;
  else if (patch !== undefined && isNull(patch)) return undefined;
  else target = byDirective(takeDirective(patch), dest, patch);
  if (target === undefined) return undefined;
  return mergeList(target, patch, schema.mergeKeys ?? [], (a, b) =>
    mergeNodes(a, b, schemas, schema.element),
  );
}
