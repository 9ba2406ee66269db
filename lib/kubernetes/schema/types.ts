import { KUSTOMIZE_TYPES } from './kustomization';
import type { FieldTypes } from './notation';
import schemasJson from './schemas.generated.json';

const TYPES: readonly FieldTypes[] = schemasJson.types.map(withoutPrototype);
const KINDS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(schemasJson.kinds).map(([kind, id]): [string, string] => [kind, `#${id}`]),
  ['kustomize.config.k8s.io/v1beta1/Kustomization', '#Kustomization'],
  ['kustomize.config.k8s.io/v1alpha1/Component', '#Kustomization'],
]);

const HAND_TYPES = new Map(
  Object.entries(KUSTOMIZE_TYPES).map(([id, fields]) => [id, withoutPrototype(fields)]),
);

/** Keys come from the learner's text, and `constructor` is no field. */
function withoutPrototype(fields: object): Record<string, string> {
  return Object.assign(Object.create(null), fields);
}

/** The type (`#id`) of whole objects of this `apiVersion` and `kind`, or undefined when it is not a known one. */
export function typeOfKind(apiVersion: string, kind: string): string | undefined {
  return KINDS.get(`${apiVersion}/${kind}`);
}

/** Every known `apiVersion/kind`. */
export function knownKinds(): { apiVersion: string; kind: string }[] {
  return [...KINDS.keys()].map((key) => {
    const cut = key.lastIndexOf('/');
    return { apiVersion: key.slice(0, cut), kind: key.slice(cut + 1) };
  });
}

/** The fields of a type such as `#12`, or undefined for a type that has none of its own. */
export function fieldsOf(type: string | undefined): FieldTypes | undefined {
  const bare = type?.replace(/^!/, '');
  if (!bare?.startsWith('#')) return undefined;
  const id = bare.slice(1);
  return /^\d/.test(id) ? TYPES[Number(id)] : HAND_TYPES.get(id);
}

/** The type without its mark of being required. */
export function bareType(type: string): string {
  return type.startsWith('!') ? type.slice(1) : type;
}

/** The type below a type: a field's, a list item's (any number) or a mapping's value. */
function typeBelow(type: string, step: string | number): string | undefined {
  const bare = bareType(type);
  if (bare.startsWith('[')) return typeof step === 'number' ? bare.slice(1) : undefined;
  if (bare.startsWith('{')) return bare.slice(1);
  if (bare === '*') return '*';
  const field = typeof step === 'string' ? fieldsOf(bare)?.[step] : undefined;
  return field === undefined ? undefined : bareType(field);
}

/** The type at a path from a type, or undefined where the path leaves the schema. */
export function typeAt(type: string, path: readonly (string | number)[]): string | undefined {
  let here: string | undefined = type;
  for (const step of path) here = here === undefined ? undefined : typeBelow(here, step);
  return here;
}

/** The words that a type of the form `=A|B` takes. */
export function wordsOf(type: string | undefined): string[] | undefined {
  const bare = type === undefined ? '' : bareType(type);
  return bare.startsWith('=') ? bare.slice(1).split('|') : undefined;
}

/** A type as a learner reads it: `list of text`. */
export function typeName(type: string): string {
  const bare = bareType(type);
  switch (bare[0]) {
    case 's':
      return 'text';
    case 'i':
      return 'whole number';
    case 'n':
      return 'number';
    case 'b':
      return 'true or false';
    case 'q':
      return 'quantity';
    case 'x':
      return 'number or text';
    case '[':
      return `list of ${typeName(bare.slice(1))}`;
    case '{':
      return `mapping to ${typeName(bare.slice(1))}`;
    case '#':
      return 'mapping';
    case '=':
      return wordsOf(bare)?.join(' | ') ?? 'text';
    default:
      return 'anything';
  }
}
