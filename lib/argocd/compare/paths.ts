import { isList, isMap, type Json, type JsonMap } from '../object';

/** A step on the way to a value: a field, an index, or every item that a test accepts. */
export type Step = string | number | ((item: Json) => boolean);

/** A copy without what a path leads to; the same value when it leads nowhere. */
export function without(value: Json | undefined, [step, ...rest]: readonly Step[]): Json | undefined {
  if (step === undefined) return value;
  if (typeof step === 'function') return withoutEach(value, step, rest);
  if (typeof step === 'number') return withoutItem(value, step, rest);
  if (!isMap(value) || !Object.hasOwn(value, step)) return value;
  if (rest.length === 0) return Object.fromEntries(Object.entries(value).filter(([field]) => field !== step));
  const inner = without(value[step], rest);
  return inner === value[step] ? value : { ...value, [step]: inner };
}

function withoutEach(
  value: Json | undefined,
  test: (item: Json) => boolean,
  rest: readonly Step[],
): Json | undefined {
  const lose = (item: Json): readonly Json[] => {
    if (!test(item)) return [item];
    if (rest.length === 0) return [];
    const left = without(item, rest);
    return left === undefined ? [] : [left];
  };
  if (isList(value)) return value.flatMap(lose);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).flatMap(([field, item]): [string, Json][] =>
    item === undefined ? [] : lose(item).map((left) => [field, left]),
  );
  return Object.fromEntries(entries);
}

function withoutItem(value: Json | undefined, index: number, rest: readonly Step[]): Json | undefined {
  if (!isList(value)) return value;
  const at = index < 0 ? value.length + index : index;
  return value.flatMap((item, i) => {
    if (i !== at) return [item];
    const left = rest.length === 0 ? undefined : without(item, rest);
    return left === undefined ? [] : [left];
  });
}

/** A map without what a path leads to. */
export function withoutPath(object: JsonMap, path: readonly Step[]): JsonMap {
  const left = without(object, path);
  return isMap(left) ? left : object;
}
