import { demandKind, getField, textOfNode } from '../core/ops';
import { fieldOf, isNull, Kind, members, type Node } from '../yaml';

const isEmptyMap = (node: Node): boolean => node.kind === Kind.mapping && node.content.length === 0;

/** Whether an item carries all these keys with these values; an empty value means any. */
function carries(item: Node, keys: readonly string[], values: readonly string[]): boolean {
  let last = false;
  for (let j = 0; j < keys.length; j++) {
    if (j < values.length) {
      const key = keys[j] ?? '';
      const value = values[j] ?? '';
      if (key === '') {
        demandKind(item, Kind.scalar);
        last = textOfNode(item) === value;
      } else {
        const field = getField(item, key);
        last = field !== undefined && (value === '' || field.value === value);
      }
    }
    if (!last) return false;
  }
  return true;
}

/** Puts `element` in the place of the item with these keys, or at the end; without element, removes that item. */
export function setElement(
  list: Node,
  keys: readonly string[],
  values: readonly string[],
  element: Node | undefined,
): void {
  demandKind(list, Kind.sequence);
  const wanted = keys.length === 0 ? [''] : keys;
  const byKey = wanted[0] !== '' && values.length > 0 && values[0] !== '';
  const content: Node[] = [];
  let found = false;
  for (const item of list.content) {
    if (isNull(item) || isEmptyMap(item)) continue;
    if (byKey && item.kind !== Kind.mapping) content.push(item);
    else if (!carries(item, wanted, values)) {
      if (values.length > 0) content.push(item);
    } else {
      found = true;
      if (element !== undefined) content.push(element);
    }
  }
  list.content = content;
  if (element !== undefined && !isNull(element) && !found) members(list).push(element);
}

/** The first item of a list with these keys, or undefined. As RNode.ElementList. */
export function findElement(
  list: Node | undefined,
  keys: readonly string[],
  values: readonly string[],
): Node | undefined {
  if (list === undefined || list.kind !== Kind.sequence) return undefined;
  if (keys.length === 0 || keys[0] === '') {
    return list.content.find((item) => item.value === (values[0] ?? ''));
  }
  if (keys.length !== values.length) return undefined;
  return list.content.find(
    (item) => item.kind === Kind.mapping && keys.every((key, i) => fieldOf(item, key)?.value === values[i]),
  );
}

/** The values of the keys of each item, '' where absent. */
export function keyValues(list: Node | undefined, keys: readonly string[]): string[][] {
  if (list === undefined || (list.kind !== Kind.sequence && !isNull(list))) return [];
  return list.content.map((item) =>
    keys.map((key) => {
      const field = fieldOf(item, key);
      return field === undefined || isNull(field) ? '' : field.value;
    }),
  );
}
