import type { Json, JsonMap } from '../../interface';
import { equal, isMap, own, put } from '../../object';
import type { FieldPath } from '../schema/merge-keys';
import { itemName, type Shape } from './shape';
import { isEmpty, type Tree } from './tree';

/** What no manager owns. As apimachinery/pkg/util/managedfields/internal/stripmeta.go. */
const UNOWNED = new Set([
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.creationTimestamp',
  'metadata.selfLink',
  'metadata.uid',
  'metadata.generation',
  'metadata.managedFields',
  'metadata.resourceVersion',
  'metadata.deletionTimestamp',
  'metadata.deletionGracePeriodSeconds',
]);

const unowned = (path: FieldPath) => path.length <= 2 && UNOWNED.has(path.join('.'));

/** The fields of a value. */
export function fieldsIn(value: JsonMap, shape: Shape): Tree {
  return fieldsBelow(value, shape, []);
}

function fieldsBelow(value: Json, shape: Shape, path: FieldPath): Tree {
  const tree: Tree = {};
  if (isMap(value) && (!path.length || !shape.atomic(path))) {
    for (const key of Object.keys(value)) {
      const item = value[key];
      const below = [...path, key];
      if (item === undefined || item === null || unowned(below)) continue;
      const inner = fieldsBelow(item, shape, below);
      // `metadata` with nothing in it but what nobody owns.
      if (path.length || key !== 'metadata' || !isEmpty(inner)) put(tree, `f:${key}`, inner);
    }
  } else if (Array.isArray(value)) {
    const keys = shape.keys(path);
    if (keys)
      for (const item of value)
        put(tree, itemName(item, keys), { '.': {}, ...fieldsBelow(item, shape, path) });
    else if (shape.set(path)) for (const item of value) put(tree, `v:${JSON.stringify(item)}`, {});
  }
  return tree;
}

/** What a write changed: the fields that are new or have another value, and those that are gone. */
export function changes(old: JsonMap, next: JsonMap, shape: Shape): { touched: Tree; gone: Tree } {
  const touched: Tree = {};
  const gone: Tree = {};
  compareMaps(old, next, shape, [], touched, gone);
  return { touched, gone };
}

function compareMaps(
  old: JsonMap,
  next: JsonMap,
  shape: Shape,
  path: FieldPath,
  touched: Tree,
  gone: Tree,
): void {
  for (const key of new Set([...Object.keys(old), ...Object.keys(next)])) {
    const below = [...path, key];
    if (!unowned(below))
      compareValues(own(old, key), own(next, key), shape, below, `f:${key}`, touched, gone);
  }
}

function compareValues(
  old: Json | undefined,
  next: Json | undefined,
  shape: Shape,
  path: FieldPath,
  name: string,
  touched: Tree,
  gone: Tree,
): void {
  if (old === next) return;
  if (old === undefined || old === null) {
    if (next !== undefined && next !== null)
      put(touched, name, withSelf(name, fieldsBelow(next, shape, path)));
    return;
  }
  if (next === undefined || next === null) {
    put(gone, name, withSelf(name, fieldsBelow(old, shape, path)));
    return;
  }
  const inner: Tree = {};
  const lost: Tree = {};
  if (isMap(old) && isMap(next) && !shape.atomic(path)) compareMaps(old, next, shape, path, inner, lost);
  else if (Array.isArray(old) && Array.isArray(next) && (shape.keys(path) || shape.set(path)))
    compareLists(old, next, shape, path, inner, lost);
  else if (!equal(old, next)) {
    put(touched, name, {});
    return;
  }
  if (!isEmpty(inner)) put(touched, name, inner);
  if (!isEmpty(lost)) put(gone, name, lost);
}

function withSelf(name: string, tree: Tree): Tree {
  return name.startsWith('k:') ? { '.': {}, ...tree } : tree;
}

function compareLists(
  old: Json[],
  next: Json[],
  shape: Shape,
  path: FieldPath,
  touched: Tree,
  gone: Tree,
): void {
  const keys = shape.keys(path);
  const nameOf = (item: Json) => (keys ? itemName(item, keys) : `v:${JSON.stringify(item)}`);
  const before = new Map(old.map((item) => [nameOf(item), item]));
  const after = new Map(next.map((item) => [nameOf(item), item]));
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const a = before.get(name);
    const b = after.get(name);
    if (isMap(a) && isMap(b)) {
      const inner: Tree = {};
      const lost: Tree = {};
      compareMaps(a, b, shape, path, inner, lost);
      if (!isEmpty(inner)) put(touched, name, inner);
      if (!isEmpty(lost)) put(gone, name, lost);
    } else if (!equal(a, b)) compareValues(a, b, shape, path, name, touched, gone);
  }
}
