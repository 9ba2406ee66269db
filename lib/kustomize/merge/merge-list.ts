import { getField, setField } from '../core/ops';
import { fieldOf, isNull, Kind, makeNode, members, type Node, scalar } from '../yaml';
import { findElement, keyValues, setElement } from './elements';

/** The keys that count, and their values: those that at least one item has; all when none has any. */
function usedKeys(
  all: readonly (readonly string[])[],
  values: readonly string[],
  keys: readonly string[],
): { keys: readonly string[]; values: readonly string[] } {
  const used = keys.filter((_, i) => all.some((each) => (each[i] ?? '') !== ''));
  if (used.length === 0) return { keys, values };
  return { keys: used, values: values.filter((value, i) => value !== '' || used.includes(keys[i] ?? '')) };
}

/** Fills gaps of one item's keys with those of another that agrees in the rest (`protocol` may be left out). */
function fillGaps(all: string[][]): string[][] {
  const filled = [...all];
  for (let i = 0; i < filled.length; i++) {
    for (let j = 0; j < filled.length; j++) {
      const joined = join(filled[i] ?? [], filled[j] ?? []);
      if (joined === undefined) continue;
      filled[i] = joined;
      filled[j] = joined;
    }
  }
  return filled;
}

function join(a: readonly string[], b: readonly string[]): string[] | undefined {
  if (a.length !== b.length) return undefined;
  let common = false;
  const joined: string[] = [];
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? '';
    const y = b[i] ?? '';
    if (x === y) common = true;
    else if (x !== '' && y !== '') return undefined;
    joined.push(x === '' ? y : x);
  }
  return common ? joined : undefined;
}

/** All different key values, the patch's before the object's. */
function distinct(lists: readonly string[][][]): string[][] {
  const seen = new Set<string>();
  const result: string[][] = [];
  for (const values of lists.flat()) {
    const id = JSON.stringify(values);
    if (values.length === 0 || seen.has(id)) continue;
    seen.add(id);
    result.push(values);
  }
  return result;
}

const primitives = (list: Node | undefined): string[][] => (list?.content ?? []).map((item) => [item.value]);

function appendRest(list: Node, rest: Node, keys: readonly string[]): void {
  for (const item of [...rest.content]) {
    if (keys[0] === '' || keys.length === 0) {
      setElement(list, [''], [item.value], item);
      continue;
    }
    const values: string[] = [];
    for (const key of keys) {
      const field = getField(item, key);
      if (field === undefined) members(list).push(item);
      else values.push(field.value);
    }
    if (keys.length > 1) setElement(list, keys, values, undefined);
    setElement(list, keys, values, item);
  }
}

/**
 * Merges two lists item by item; what the patch names comes first. As kyaml walk/associative_sequence.go.
 *
 * @param target what the result is built from: the object's list, or the patch's own.
 */
export function mergeList(
  target: Node,
  patch: Node | undefined,
  mergeKeys: readonly string[],
  mergeItems: (dest: Node | undefined, patch: Node | undefined) => Node | undefined,
): Node | undefined {
  const plain = mergeKeys.length === 0;
  const keys = plain ? [''] : mergeKeys;
  let all = plain
    ? distinct([primitives(patch), primitives(target)])
    : distinct([keyValues(patch, keys), keyValues(target, keys)]);
  if (keys.length > 1) all = fillGaps(all);
  const result = makeNode(Kind.sequence, '', '');
  let lastKeys: readonly string[] = [];
  for (const each of all) {
    const used = usedKeys(all, each, keys);
    lastKeys = used.keys;
    const own = usedKeys([used.values], used.values, used.keys);
    const find = (list: Node | undefined) => findElement(list, own.keys, own.values);
    const merged = mergeItems(find(target), find(patch));
    if (
      merged === undefined ||
      isNull(merged) ||
      (merged.kind === Kind.mapping && merged.content.length === 0)
    ) {
      for (const _ of used.keys) setElement(target, used.keys, used.values, undefined);
      continue;
    }
    used.keys.forEach((key, i) => {
      const value = itemAtText(used.values, i);
      if (merged.kind === Kind.mapping && fieldOf(merged, key) === undefined && value !== '') {
        setField(merged, key, scalar(value));
      }
    });
    setElement(result, used.keys, used.values, merged);
  }
  if (all.length === 0) return target;
  appendRest(result, target, lastKeys);
  return result;
}

const itemAtText = (values: readonly string[], index: number): string => values[index] ?? '';
