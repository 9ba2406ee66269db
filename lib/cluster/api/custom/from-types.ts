import { bareType, fieldsOf } from '@/lib/kubernetes';
import type { JsonMap } from '../../interface';

/**
 * The OpenAPI schema that a type of `lib/kubernetes` stands for, as a CustomResourceDefinition writes it. What is deeper than
 * `deepest` may be anything.
 */
export function schemaOfType(type: string, deepest: number, depth = 0): JsonMap {
  const bare = bareType(type);
  if (depth > deepest) return { 'x-kubernetes-preserve-unknown-fields': true };
  switch (bare[0]) {
    case 's':
      return { type: 'string' };
    case 'i':
      return { type: 'integer', format: 'int64' };
    case 'n':
      return { type: 'number' };
    case 'b':
      return { type: 'boolean' };
    case 'x':
    case 'q':
      return { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] };
    case '=':
      return { type: 'string', enum: bare.slice(1).split('|') };
    case '[':
      return { type: 'array', items: schemaOfType(bare.slice(1), deepest, depth + 1) };
    case '{':
      return { type: 'object', additionalProperties: schemaOfType(bare.slice(1), deepest, depth + 1) };
    case '#':
      return fieldsSchema(bare, deepest, depth);
    default:
      return { 'x-kubernetes-preserve-unknown-fields': true };
  }
}

function fieldsSchema(type: string, deepest: number, depth: number): JsonMap {
  const fields = fieldsOf(type);
  if (!fields) return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const properties: JsonMap = {};
  const required: string[] = [];
  for (const [field, inner] of Object.entries(fields)) {
    if (inner.startsWith('!')) required.push(field);
    if (depth === 0 && field === 'metadata') properties.metadata = { type: 'object' };
    else properties[field] = schemaOfType(inner, deepest, depth + 1);
  }
  return { type: 'object', properties, ...(required.length ? { required } : {}) };
}
