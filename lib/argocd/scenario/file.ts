import { at, isList, isMap, type Json } from '../object';
import { type Answer, answer } from './answer';
import { readScenario } from './scenario';

/** What stands in the place of the answer to something that is no scenario. */
export interface Refused {
  id: string;
  error: string;
}

/**
 * Answers a file of scenarios, in their order: a list of them, one alone, or a map with a list under `scenarios`. What is no
 * scenario, or fails, has its own error; the others are answered. One without an id is `#1` and so on, by its place.
 */
export function answerFile(json: Json): (Answer | Refused)[] {
  const listed = at(json, 'scenarios');
  const items = isList(json) ? json : isList(listed) ? listed : [json];
  return items.map((item, i) => answerItem(item, idOf(item) ?? `#${i + 1}`));
}

function idOf(item: Json): string | undefined {
  const id = at(item, 'id');
  return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : undefined;
}

function answerItem(item: Json, id: string): Answer | Refused {
  const error = faultOf(item);
  if (error !== undefined) return { id, error };
  try {
    return answer({ ...readScenario(item), id });
  } catch (fault) {
    return { id, error: `could not be run: ${fault instanceof Error ? fault.message : String(fault)}` };
  }
}

/** Why something is no scenario. A null among the objects is an empty document, and counts for nothing. */
function faultOf(item: Json): string | undefined {
  if (!isMap(item))
    return `is ${typeNameOf(item)}, not a scenario: write a map with "manifests", a list of objects`;
  for (const field of ['manifests', 'live']) {
    const list = at(item, field) ?? [];
    if (!isList(list)) return `"${field}" is ${typeNameOf(list)}: write a list of objects`;
    const odd = list.findIndex((object) => object !== null && !isMap(object));
    if (odd !== -1) return `"${field}[${odd}]" is ${typeNameOf(list[odd])}: write an object`;
  }
  return undefined;
}

function typeNameOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (isList(value)) return 'a list';
  return isMap(value) ? 'a map' : `a ${typeof value}`;
}
