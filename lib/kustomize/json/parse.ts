import { Failure } from '../failure';
import type { Value } from '../yaml';
import { jsonProblem } from './problem';

/** Deeper values are refused before anything walks through them. Go's limit is 10,000. */
const maxDepth = 1000;

function convert(value: unknown, depth: number): Value {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  ) {
    return value;
  }
  if (depth > maxDepth) throw new Failure('exceeded max depth');
  if (Array.isArray(value)) return value.map((item) => convert(item, depth + 1));
  if (typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, inner]) => [key, convert(inner, depth + 1)]));
  }
  throw new Failure('json: unsupported value');
}

/** Reads JSON text into a value; what is wrong is said as Go's encoding/json does. */
export function parseJson(text: string): Value {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Failure(jsonProblem(text));
  }
  return convert(parsed, 0);
}
