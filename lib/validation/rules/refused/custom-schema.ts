import { at, entriesOf, entryOf, isMissing, type MapNode, type Span, scalarOf } from '@/lib/yaml';
import { oneOf } from './checks';
import { type Fields, type Tell, WHOLE } from './walk';

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
/** Fields of JSON Schema that a kind's schema may not have. As apiextensions/validation, specStandardValidatorV3. */
const REFUSED = ['$ref', 'additionalItems', 'definitions', 'dependencies', 'id', 'patternProperties'];

const isOn = (node: MapNode, field: string) => scalarOf(at(node, field))?.value === true;

/** A schema without a type that only describes or lists values is told; a misspelt field is told elsewhere. */
function hasNoType(node: MapNode): boolean {
  return (
    isMissing(at(node, 'type')) &&
    !isOn(node, 'x-kubernetes-int-or-string') &&
    !isOn(node, 'x-kubernetes-preserve-unknown-fields')
  );
}

/** A schema as deep as it goes. As apiextensions/apiserver/schema, ValidateStructural. */
function schema(node: MapNode, tell: Tell, place: Span, root: boolean) {
  const type = scalarOf(at(node, 'type'));
  if (hasNoType(node))
    tell(
      place,
      root
        ? 'The schema of a kind has `type: object`. Add it.'
        : 'Each field of the schema has a `type`. Add it, or write `x-kubernetes-preserve-unknown-fields: true`.',
    );
  else if (type?.text && !TYPES.includes(type.text))
    tell(type, `There is no type \`${type.text}\`. There are ${oneOf(TYPES)}.`);
  else if (root && type?.text && type.text !== 'object')
    tell(type, 'An object of a kind is a mapping, so its schema has `type: object`. Write that.');
  for (const field of REFUSED) {
    const entry = entryOf(node, field);
    if (entry && !isMissing(entry.value))
      tell(
        entry.key,
        `The schema of a kind takes no \`${field}\`, so the API server refuses it. Write out what it stands for.`,
      );
  }
  const unique = entryOf(node, 'uniqueItems');
  if (unique && isOn(node, 'uniqueItems'))
    tell(unique.key, 'The API server refuses `uniqueItems: true`. Write `x-kubernetes-list-type: set`.');
  inside(node, tell, type?.text);
}

function inside(node: MapNode, tell: Tell, type: string | undefined) {
  for (const { key, value } of entriesOf(at(node, 'properties')))
    if (value.kind === 'map') schema(value, tell, key, false);
  const more = entryOf(node, 'additionalProperties');
  if (more?.value.kind === 'map') schema(more.value, tell, more.key, false);
  if (more && entriesOf(at(node, 'properties')).length > 0 && scalarOf(more.value)?.value !== true)
    tell(
      more.key,
      'A schema lists its `properties` or takes `additionalProperties`, and the API server refuses both. Remove one.',
    );
  const items = entryOf(node, 'items');
  if (items?.value.kind === 'map') schema(items.value, tell, items.key, false);
  else if (items?.value.kind === 'seq')
    tell(items.key, 'All items of a list have one schema. Write a mapping instead of a list.');
  else if (type === 'array' && !items) {
    const place = entryOf(node, 'type')?.value;
    if (place) tell(place, 'The schema of a list says what its `items` are. Add them.');
  }
}

/** The schema of a kind of one's own. */
export const SCHEMA: Fields = {
  [WHOLE]: (node, tell, place) => schema(node, tell, place, true),
};
