import type { JsonMap } from '../../interface';
import { isMap, own, put } from '../../object';

/**
 * Sets of fields as `fieldsV1` writes them: `{"f:spec":{"f:replicas":{}}}`. A node is in the set itself when it is empty or has
 * the entry `.`. As sigs.k8s.io/structured-merge-diff/fieldpath/serialize.go. Trees are never changed in place.
 */
export type Tree = JsonMap;

const SELF = '.';

function isMember(tree: Tree): boolean {
  return tree[SELF] !== undefined || Object.keys(tree).length === 0;
}

/** The names below a node. */
function names(tree: Tree): string[] {
  return Object.keys(tree).filter((name) => name !== SELF);
}

function child(tree: Tree, name: string): Tree | undefined {
  const found = own(tree, name);
  return isMap(found) ? found : undefined;
}

/** Whether a tree at the root holds nothing. */
export function isEmpty(tree: Tree): boolean {
  return Object.keys(tree).length === 0;
}

export function union(a: Tree, b: Tree): Tree {
  return unionOf(a, b, true);
}

function unionOf(a: Tree, b: Tree, root: boolean): Tree {
  const merged: Tree = {};
  for (const name of names(a)) {
    const other = child(b, name);
    put(merged, name, other ? unionOf(child(a, name) ?? {}, other, false) : own(a, name));
  }
  for (const name of names(b)) if (own(a, name) === undefined) put(merged, name, own(b, name));
  if (!root && names(merged).length && (isMember(a) || isMember(b))) merged[SELF] = {};
  return merged;
}

/** The fields of `a` that are not in `b`. */
export function difference(a: Tree, b: Tree): Tree {
  return differenceOf(a, b, true) ?? {};
}

function differenceOf(a: Tree, b: Tree, root: boolean): Tree | undefined {
  const left: Tree = {};
  for (const name of names(a)) {
    const mine = child(a, name) ?? {};
    const other = child(b, name);
    const rest = other ? differenceOf(mine, other, false) : mine;
    if (rest) put(left, name, rest);
  }
  const member = !root && isMember(a) && !isMember(b);
  if (names(left).length) {
    if (member) left[SELF] = {};
    return left;
  }
  return member ? {} : undefined;
}

/** The fields that are in both. */
export function intersection(a: Tree, b: Tree): Tree {
  return intersectionOf(a, b, true) ?? {};
}

function intersectionOf(a: Tree, b: Tree, root: boolean): Tree | undefined {
  const both: Tree = {};
  for (const name of names(a)) {
    const other = child(b, name);
    const shared = other && intersectionOf(child(a, name) ?? {}, other, false);
    if (shared) put(both, name, shared);
  }
  const member = !root && isMember(a) && isMember(b);
  if (names(both).length) {
    if (member) both[SELF] = {};
    return both;
  }
  return member ? {} : undefined;
}

/** The fields of a set as paths of names, such as `['f:spec', 'f:replicas']`, in order. */
export function paths(tree: Tree, at: readonly string[] = []): string[][] {
  const own = at.length && isMember(tree) ? [[...at]] : [];
  return [
    ...own,
    ...names(tree)
      .sort()
      .flatMap((name) => paths(child(tree, name) ?? {}, [...at, name])),
  ];
}

/** A path as a conflict tells it: `.spec.template.spec.containers[name="web"].image`. As fieldpath/path.go, String. */
export function pathText(path: readonly string[]): string {
  return path
    .map((name) => {
      const rest = name.slice(2);
      if (name.startsWith('f:')) return `.${rest}`;
      if (name.startsWith('v:')) return `[=${rest}]`;
      const keys: unknown = JSON.parse(rest);
      const pairs = isMap(keys) ? Object.entries(keys) : [];
      return `[${pairs.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
    })
    .join('');
}
