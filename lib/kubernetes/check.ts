import { entryOf, isMissing, type MapNode, type ScalarNode, type Span, type YamlNode } from '@/lib/yaml';
import { nearest } from './nearest';
import type { FieldTypes } from './schema/notation';
import { bareType, fieldsOf, wordsOf } from './schema/types';

/** A place where a document does not fit the schema of its kind. */
export type SchemaFault = Span & { path: readonly (string | number)[] } & (
    | {
        fault: 'unknown-field';
        key: ScalarNode;
        owner: MapNode;
        meant: string | undefined;
        belongs: string | undefined;
      }
    | {
        fault: 'missing-field';
        field: string;
        owner: MapNode /** The key whose value lacks the field; undefined for an entry of a list and for the whole object. */;
        ownerKey: ScalarNode | undefined;
      }
    | { fault: 'wrong-type'; node: YamlNode; type: string }
    | { fault: 'unknown-word'; node: ScalarNode; words: string[]; meant: string | undefined }
  );

export interface CheckOptions {
  /** A patch holds only what it changes: nothing is required, and `$patch` keys are allowed. */
  partial?: boolean;
  /** Fields may be written in any case, as kustomize reads its own files. */
  anyCase?: boolean;
}

/** More are never shown. */
const MOST_FAULTS = 1000;
/** How many unknown fields get a guess at what was meant. */
const MOST_GUESSES = 40;

const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/**
 * Checks a node strictly against a type of `schema/types`: unknown fields, missing required ones, types and words.
 * A field that is null counts as absent, as the API server reads it. Linear in the nodes.
 */
export function checkSchema(root: YamlNode, type: string, options: CheckOptions = {}): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const path: (string | number)[] = [];
  const keys: (ScalarNode | undefined)[] = [];
  const seen = new Map<YamlNode, string>();

  function visit(node: YamlNode, type: string) {
    const bare = bareType(type);
    const fits =
      bare[0] === '*' || (node.kind === 'scalar' ? scalarFits(node, bare) : collection(node, bare));
    if (!fits && faults.length < MOST_FAULTS)
      faults.push({ fault: 'wrong-type', node, type: bare, path: [...path], ...spanOf(node) });
  }

  function scalarFits(node: ScalarNode, bare: string): boolean {
    const { value } = node;
    if (value === null) return true;
    switch (bare[0]) {
      case 's':
        return typeof value === 'string';
      case 'i':
        return typeof value === 'number' && Number.isInteger(value);
      case 'n':
        return typeof value === 'number';
      case 'b':
        return typeof value === 'boolean';
      case 'x':
        return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
      case 'q':
        return typeof value === 'number' || (typeof value === 'string' && QUANTITY.test(value));
      case '=':
        return typeof value === 'string' && word(node, bare);
      default:
        return false;
    }
  }

  function word(node: ScalarNode, bare: string): boolean {
    const words = wordsOf(bare) ?? [];
    if (!words.includes(node.text))
      faults.push({
        fault: 'unknown-word',
        node,
        words,
        meant: nearest(node.text, words),
        path: [...path],
        ...spanOf(node),
      });
    return true;
  }

  function collection(node: YamlNode, bare: string): boolean {
    if (seen.get(node) === bare) return true;
    seen.set(node, bare);
    if (node.kind === 'seq') {
      if (!bare.startsWith('[')) return false;
      below(
        node.items.map((item, index) => [index, item]),
        bare.slice(1),
      );
      return true;
    }
    if (node.kind !== 'map') return false;
    if (bare.startsWith('{'))
      below(
        node.entries.map(({ key, value }) => [key, value]),
        bare.slice(1),
      );
    else if (bare.startsWith('#')) fields(node, bare);
    else return false;
    return true;
  }

  function below(children: [ScalarNode | number, YamlNode][], type: string) {
    for (const [step, child] of children) {
      path.push(typeof step === 'number' ? step : step.text);
      keys.push(typeof step === 'number' ? undefined : step);
      visit(child, type);
      path.pop();
      keys.pop();
    }
  }

  function fields(node: MapNode, type: string) {
    const known = fieldsOf(type);
    if (!known || faults.length >= MOST_FAULTS) return;
    const present = new Set<string>();
    const before = faults.length;
    for (const { key, value } of node.entries) {
      if (faults.length >= MOST_FAULTS) return;
      const name = known[key.text] === undefined && options.anyCase ? sameLetters(key.text, known) : key.text;
      const field = known[name];
      if (field === undefined) {
        if (!(options.partial && key.text.startsWith('$'))) unknown(node, key, known);
        continue;
      }
      if (!isMissing(value)) present.add(name);
      below([[key, value]], field);
    }
    if (options.partial) return;
    // A required field that is there under a misspelt name is one mistake.
    for (const fault of faults.slice(before))
      if (fault.fault === 'unknown-field' && fault.owner === node && fault.meant) present.add(fault.meant);
    for (const [field, inner] of Object.entries(known))
      if (inner.startsWith('!') && !present.has(field))
        faults.push({
          fault: 'missing-field',
          field,
          owner: node,
          ownerKey: keys.at(-1),
          path: [...path],
          ...spanOf(node),
        });
  }

  function unknown(owner: MapNode, key: ScalarNode, known: FieldTypes) {
    // Beyond so many the file is something else altogether, and guessing what each key meant helps nobody.
    const guess = faults.length < MOST_GUESSES;
    const taken = new Set(guess ? owner.entries.map((entry) => entry.key.text) : []);
    const free = guess ? Object.keys(known).filter((field) => !taken.has(field)) : [];
    const meant = guess ? (nearest(key.text, free) ?? longer(key.text, free, known)) : undefined;
    const belongs =
      !guess || meant !== undefined
        ? undefined
        : // A key with a domain in front is an annotation's, or a label's.
          /^[\w.-]+\.[\w-]+\/[\w.-]+$/.test(key.text)
          ? 'metadata.annotations'
          : (insideOf(known, path) ?? placeOf(root, type, key.text, path));
    faults.push({
      fault: 'unknown-field',
      key,
      owner,
      meant,
      belongs,
      path: [...path, key.text],
      start: key.start,
      end: key.end,
    });
  }

  visit(root, type);
  return faults;
}

/** A required field that ends like the word: `port` where a container needs `containerPort`. */
function longer(word: string, free: readonly string[], known: FieldTypes): string | undefined {
  const end = word.toLowerCase();
  return free.find(
    (field) => known[field]?.startsWith('!') && end.length > 3 && field.toLowerCase().endsWith(end),
  );
}

function sameLetters(name: string, known: FieldTypes): string {
  const lower = name.toLowerCase();
  return Object.keys(known).find((field) => field.toLowerCase() === lower) ?? name;
}

function spanOf(node: YamlNode): Span {
  return { start: node.start, end: node.end };
}

/** `selector: {app: web}`: what is missing is the field around it, when only one of the fields takes any keys. */
function insideOf(known: FieldTypes, path: readonly (string | number)[]): string | undefined {
  const [only, ...more] = Object.keys(known).filter((field) => /^!?\{[sq]$/.test(known[field] ?? ''));
  if (only === undefined || more.length > 0 || Object.keys(known).length > 3) return undefined;
  return [...path, only].filter((step) => typeof step === 'string').join('.');
}

/** Where else a field of this name exists: above or below the place where it stands, or in `metadata` or `spec`. */
function placeOf(
  root: YamlNode,
  type: string,
  field: string,
  here: readonly (string | number)[],
): string | undefined {
  let level: { type: string; path: string }[] = [{ type, path: '' }];
  const own = here.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('');
  const visited = new Set<string>();
  const cousins: string[] = [];
  for (let depth = 0; depth < 7 && level.length; depth++) {
    const found = level.filter(({ type }) => fieldsOf(type)?.[field] !== undefined).map(({ path }) => path);
    // Init and ephemeral containers have nearly the same fields, and are hardly ever meant.
    const [nearby] = found.filter(
      (path) =>
        path !== own && (isWithin(own, path) || isWithin(path, own)) && !/\.(init|ephemeral)C/.test(path),
    );
    if (nearby === '') return entryOf(root, field) ? undefined : 'the top level';
    if (nearby !== undefined) return nearby.slice(1);
    if (depth === 1 || /template$/.test(own)) cousins.push(...found);
    level = level.flatMap(({ type, path }) =>
      Object.entries(fieldsOf(type) ?? {}).flatMap(([name, inner]) => {
        const bare = bareType(inner);
        const below = bare.replace(/^[[{]+/, '');
        const next = `${path}.${name}${bare.startsWith('[') ? '[]' : ''}`;
        if (!below.startsWith('#') || visited.has(below + next)) return [];
        // A type comes again below itself (JSON schemas); where it stands matters only near the top.
        if (depth > 3 && visited.has(below)) return [];
        visited.add(below).add(below + next);
        return [{ type: below, path: next }];
      }),
    );
  }
  return cousins[0]?.slice(1);
}

function isWithin(path: string, outer: string): boolean {
  return path.startsWith(outer) && /^(?:$|[.[])/.test(path.slice(outer.length));
}
