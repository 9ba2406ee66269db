import type { Json, JsonMap } from '../../interface';
import { isMap, own } from '../../object';

/** Sets a field that is not there. */
export function preset(map: JsonMap, field: string, value: Json | undefined): void {
  if (map[field] === undefined && value !== undefined) map[field] = value;
}

/** The mapping in a field, to be changed in place. */
export function mapIn(map: JsonMap | undefined, field: string): JsonMap | undefined {
  const value = map && own(map, field);
  return isMap(value) ? value : undefined;
}
