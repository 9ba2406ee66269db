import { at, type MapNode, type ScalarNode, type SeqNode, scalarOf } from '@/lib/yaml';
import type { CustomSchema } from './custom-schema';
import { fitsPattern, type Patience } from './pattern';

/** What is wrong with a text or a number of the right type, in words that follow the field's name. */
export function scalarLimit(node: ScalarNode, schema: CustomSchema, patience: Patience): string | undefined {
  const { value } = node;
  if (schema.words && !schema.words.includes(value))
    return `does not take \`${node.text}\`. It takes ${schema.words.map((word) => `\`${word}\``).join(', ')}.`;
  if (typeof value === 'number') return numberLimit(value, schema);
  return typeof value === 'string' ? textLimit(value, schema, patience) : undefined;
}

function numberLimit(value: number, { bound, excludes }: CustomSchema): string | undefined {
  const least = bound('minimum');
  const most = bound('maximum');
  if (least !== undefined && (excludes('exclusiveMinimum') ? value <= least : value < least))
    return `${excludes('exclusiveMinimum') ? 'has to be more than' : 'cannot be less than'} ${least}, and this is ${value}.`;
  if (most !== undefined && (excludes('exclusiveMaximum') ? value >= most : value > most))
    return `${excludes('exclusiveMaximum') ? 'has to be less than' : 'cannot be more than'} ${most}, and this is ${value}.`;
  return undefined;
}

function textLimit(value: string, { bound, pattern }: CustomSchema, patience: Patience): string | undefined {
  const length = [...value].length;
  const least = bound('minLength');
  const most = bound('maxLength');
  if (least !== undefined && length < least)
    return length === 0
      ? 'cannot be empty. Give it a value.'
      : `has at least ${least} characters, and this one has ${length}.`;
  if (most !== undefined && length > most)
    return `has at most ${most} characters, and this one has ${length}.`;
  if (pattern !== undefined && fitsPattern(pattern, value, patience) === false)
    return `has to fit the pattern \`${pattern}\`, and \`${value}\` does not.`;
  return undefined;
}

/** What is wrong with the length of a list or a mapping. */
export function sizeLimit(node: MapNode | SeqNode, { bound }: CustomSchema): string | undefined {
  const [size, low, high, what] =
    node.kind === 'seq'
      ? [node.items.length, 'minItems', 'maxItems', 'entries']
      : [node.entries.length, 'minProperties', 'maxProperties', 'fields'];
  const least = bound(low);
  const most = bound(high);
  if (least !== undefined && size < least) return `needs at least ${least} ${what}, and here ${are(size)}.`;
  if (most !== undefined && size > most) return `takes at most ${most} ${what}, and here ${are(size)}.`;
  return undefined;
}

const are = (size: number) => (size === 0 ? 'is none' : size === 1 ? 'is one' : `are ${size}`);

/** The entries of a list that stand there already, where the definition says what tells them apart. */
export function repeatedItems(node: SeqNode, keys: readonly string[]) {
  const seen = new Set<string>();
  return node.items.filter((item) => {
    const parts = (keys.length === 0 ? [item] : keys.map((key) => at(item, key))).map(
      (part) => scalarOf(part)?.value,
    );
    // A key that is left out may have a default.
    if (parts.includes(undefined)) return false;
    const id = JSON.stringify(parts);
    if (seen.has(id)) return true;
    seen.add(id);
    return false;
  });
}
