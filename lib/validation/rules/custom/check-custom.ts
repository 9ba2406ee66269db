import { nearest } from '@/lib/kubernetes';
import { isMissing, type MapNode, type ScalarNode, type SeqNode, type Span, type YamlNode } from '@/lib/yaml';
import { isPlaceholder } from '../refused/walk';
import { type CustomSchema, schemaOf } from './custom-schema';
import { repeatedItems, scalarLimit, sizeLimit } from './limits';
import type { Patience } from './pattern';

/** A place of an object where it does not fit the definition of its kind. */
export interface CustomFault extends Span {
  message: string;
  /** What to write instead. */
  instead?: string;
  /** What the definition says of it. */
  schema: MapNode;
}

/** Fields of every object, of which the definition says nothing. */
const OF_ALL = ['apiVersion', 'kind', 'metadata'];
const MOST_FAULTS = 100;
/** Beyond so many the object is something else altogether. */
const MOST_GUESSES = 40;
/** An object of 20,000 lines has about 50,000 nodes. */
const MOST_STEPS = 300_000;

/**
 * Checks an object against the schema of its definition as strictly as `kubectl apply` asks the API server to: unknown and
 * missing fields, types, words and bounds. What `oneOf`, `anyOf`, `not` and rules in CEL say is left alone.
 * As apiextensions-apiserver, pkg/apiserver/validation and pkg/apiserver/schema/pruning.
 *
 * @param patterns what may still be done for patterns; those that come too late are left alone.
 */
export function checkCustom(root: MapNode, schema: MapNode, patterns: Patience): CustomFault[] {
  const check = new Check(patterns);
  check.object(root, schemaOf(schema), undefined, [...OF_ALL, 'status']);
  return check.faults;
}

class Check {
  readonly faults: CustomFault[] = [];
  private left = MOST_STEPS;
  private readonly seen = new Map<YamlNode, MapNode>();

  constructor(private readonly patterns: Patience) {}

  private tell({ start, end }: Span, schema: CustomSchema, message: string, instead?: string) {
    if (this.faults.length < MOST_FAULTS)
      this.faults.push({ start, end, message, schema: schema.node, ...(instead ? { instead } : {}) });
  }

  /** `keeps`: whether unknown fields are kept, because the list around keeps them. */
  private visit(
    node: YamlNode,
    inner: MapNode | undefined,
    field: string,
    key: ScalarNode | undefined,
    keeps = false,
  ) {
    if (!inner || this.faults.length >= MOST_FAULTS || --this.left < 0) return;
    // A node that aliases lead to is looked at once. What is null may have a default, or be allowed.
    if (this.seen.get(node) === inner || isMissing(node)) return;
    this.seen.set(node, inner);
    const schema = schemaOf(inner);
    if (node.kind === 'scalar') this.scalar(node, schema, field);
    else if (
      schema.numberOrText ||
      (schema.type && schema.type !== (node.kind === 'map' ? 'object' : 'array'))
    )
      this.wrongType(node, schema, field, key);
    else if (node.kind === 'map') this.object(node, schema, key, schema.embedded ? OF_ALL : [], keeps);
    else this.list(node, schema, field, key, keeps || schema.more === true);
  }

  private scalar(node: ScalarNode, schema: CustomSchema, field: string) {
    if (typeof node.value === 'string' && isPlaceholder(node.value)) return;
    if (!hasType(node, schema)) this.wrongType(node, schema, field, undefined);
    else {
      const wrong = scalarLimit(node, schema, this.patterns);
      const words = schema.words?.filter((word) => typeof word === 'string');
      if (wrong) this.tell(node, schema, `\`${field}\` ${wrong}`, words && nearest(node.text, words));
    }
  }

  private wrongType(node: YamlNode, schema: CustomSchema, field: string, key: ScalarNode | undefined) {
    const type = schema.numberOrText ? 'number-or-text' : (schema.type ?? '');
    const instead = node.kind === 'scalar' ? rewritten(node, type) : undefined;
    const advice = instead && ` Write it ${instead.startsWith('"') ? 'in' : 'without'} quotes: ${instead}.`;
    // A mapping that begins below its key is looked for at the key.
    const place = node.kind === 'scalar' || node.flow ? node : (key ?? node);
    const takes = `\`${field}\` takes ${NAMES[type] ?? type}`;
    this.tell(place, schema, `${takes}, and this is ${whatItIs(node)}.${advice ?? ''}`, instead);
  }

  object(
    node: MapNode,
    schema: CustomSchema,
    key: ScalarNode | undefined,
    free: readonly string[],
    keeps = false,
  ) {
    const has = new Set(node.entries.map((entry) => entry.key.text));
    if ([...has].some(isPlaceholder)) return;
    if (schema.type !== undefined) this.fields(node, schema, free, has, keeps || schema.more === true);
    const place = key ?? node.entries[0]?.key ?? node;
    const inside = key ? `\`${key.text}\`` : 'This';
    for (const field of schema.required) {
      const inner = schema.properties.get(field);
      if (!has.has(field) && !free.includes(field) && !(inner && schemaOf(inner).hasDefault))
        this.tell(place, schema, `${inside} needs the field \`${field}\`. Add it.`);
    }
    const wrong = sizeLimit(node, schema);
    if (wrong) this.tell(place, schema, `${inside} ${wrong}`);
  }

  /** Looks at each field; a field that was meant by a misspelt one counts as there. */
  private fields(
    node: MapNode,
    schema: CustomSchema,
    free: readonly string[],
    has: Set<string>,
    keeps: boolean,
  ) {
    for (const { key, value } of node.entries) {
      if (free.includes(key.text)) continue;
      if (schema.properties.has(key.text)) this.visit(value, schema.properties.get(key.text), key.text, key);
      else if (typeof schema.more === 'object') this.visit(value, schema.more, key.text, key);
      // `creationTimestamp: null` stands in much that was written by a machine.
      else if (!keeps && !isMissing(value) && this.faults.length < MOST_GUESSES)
        this.unknown(key, schema, has);
    }
  }

  private unknown(key: ScalarNode, schema: CustomSchema, has: Set<string>) {
    const meant = nearest(
      key.text,
      [...schema.properties.keys()].filter((field) => !has.has(field)),
    );
    this.tell(
      key,
      schema,
      `The definition of this kind has no field \`${key.text}\` here.${meant ? ` You probably mean \`${meant}\`.` : ''}`,
      meant,
    );
    if (meant) has.add(meant);
  }

  private list(
    node: SeqNode,
    schema: CustomSchema,
    field: string,
    key: ScalarNode | undefined,
    keeps: boolean,
  ) {
    for (const item of node.items) this.visit(item, schema.items, field, undefined, keeps);
    const wrong = sizeLimit(node, schema);
    if (wrong) this.tell(key ?? node, schema, `\`${field}\` ${wrong}`);
    for (const item of schema.keys ? repeatedItems(node, schema.keys) : [])
      this.tell(
        item,
        schema,
        schema.keys?.length
          ? `The entries of \`${field}\` are told apart by ${schema.keys.map((one) => `\`${one}\``).join(' and ')}, and there is one like this already.`
          : `\`${field}\` takes each entry once, and this one stands there already. Remove it.`,
      );
  }
}

function hasType({ value }: ScalarNode, { type, numberOrText }: CustomSchema): boolean {
  if (numberOrText) return typeof value === 'string' || Number.isInteger(value);
  switch (type) {
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === type;
    case 'integer':
      return Number.isInteger(value);
    case 'object':
    case 'array':
      return false;
    default:
      return true;
  }
}

const NAMES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  'number-or-text': 'a whole number or text',
};

/** The same with quotes, or without them, where that gives it the right type. */
function rewritten({ value, text, style }: ScalarNode, type: string): string | undefined {
  if (type === 'string') return style === 'plain' ? `"${text}"` : undefined;
  const plain = PLAIN[type];
  return typeof value === 'string' && plain?.test(text) ? text : undefined;
}

const PLAIN: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d+$/,
  number: /^-?\d+(?:\.\d+)?$/,
  boolean: /^(?:true|false)$/,
};

function whatItIs(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'map' ? 'a mapping' : 'a list';
  const { value, text } = node;
  if (typeof value === 'string')
    return text.length > 40 || text.includes('\n') ? 'text' : `the text "${text}"`;
  return typeof value === 'number' ? `the number ${text}` : `the boolean ${text}`;
}
