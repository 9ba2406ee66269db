import { at, entryOf, isMissing, itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { DOMAIN, LABEL } from './addresses';
import { CLIENT, repeated, textsIn } from './admission';
import { chosen, formed, isEmptyList, oneOf } from './checks';
import { SCHEMA } from './custom-schema';
import { type Check, type Fields, isPlaceholder, type Tell, WHOLE } from './walk';

const word = formed(LABEL, 'name in the API: it takes lower-case letters, digits and `-`');

const words: Check = ({ value }, tell) => {
  for (const { text, start, end } of textsIn(value))
    if (!LABEL.test(text))
      tell(
        { start, end },
        `\`${text}\` is no name in the API: it takes lower-case letters, digits and \`-\`.`,
      );
};

/** As apiextensions/validation, ValidateCustomResourceDefinition: the name says it all. */
function named(node: MapNode, tell: Tell) {
  const name = scalarOf(at(node, 'metadata', 'name'));
  const plural = stringOf(at(node, 'spec', 'names', 'plural'));
  const group = stringOf(at(node, 'spec', 'group'));
  const wanted = plural && group && `${plural}.${group}`;
  if (name?.text && wanted && name.text !== wanted && !isPlaceholder(name.text + wanted))
    tell(
      name,
      `A CustomResourceDefinition is called \`<plural>.<group>\`, and the API server refuses any other name. Write \`${wanted}\`.`,
    );
}

const group: Check = ({ value }, tell) => {
  const text = stringOf(value);
  if (!text || isPlaceholder(text)) return;
  if (!DOMAIN.test(text) || !text.includes('.'))
    tell(value, `\`${text}\` is no group: it is a domain with a dot, such as \`shop.example.com\`.`);
};

const scope: Check = ({ value }, tell) => {
  const text = stringOf(value);
  const known = ['Cluster', 'Namespaced'];
  if (text && !known.includes(text) && !isPlaceholder(text))
    tell(value, `There is no scope \`${text}\`. There are ${oneOf(known)}.`);
};

const NAMES: Fields = {
  plural: word,
  singular: word,
  shortNames: words,
  categories: words,
  [WHOLE]: (node, tell) => {
    const list = scalarOf(at(node, 'listKind'));
    if (list?.text && list.text === stringOf(at(node, 'kind')))
      tell(list, `A list of them has a kind of its own. Write \`${list.text}List\`, or remove the line.`);
  },
};

/** Versions have names of their own, and exactly one is stored. */
function versions(spec: MapNode, tell: Tell) {
  const key = entryOf(spec, 'versions')?.key;
  const all = itemsOf(at(spec, 'versions'));
  if (!key || all.length === 0) return;
  for (const name of repeated(all.flatMap((one) => scalarOf(at(one, 'name')) ?? [])))
    tell(name, `There is a version \`${name.text}\` already. Rename one of them.`);
  const flags = (field: string) =>
    all.flatMap((one) => {
      const value = scalarOf(at(one, field));
      return value?.value === true ? [value] : [];
    });
  const [stored, other] = flags('storage');
  if (other)
    tell(
      other,
      'Another version has `storage: true` already, and one version is stored. Write `false` here.',
    );
  else if (!stored && all.every((one) => typeof scalarOf(at(one, 'storage'))?.value === 'boolean'))
    tell(key, 'One version has to be the stored one. Write `storage: true` in it.');
  if (all.every((one) => scalarOf(at(one, 'served'))?.value === false))
    tell(key, 'No version is served, so nobody can make such objects. Write `served: true` in one.', {
      severity: 'warning',
    });
}

const VERSION = [
  'additionalPrinterColumns',
  'deprecated',
  'deprecationWarning',
  'name',
  'schema',
  'selectableFields',
  'served',
  'storage',
  'subresources',
];
const COLUMNS = ['boolean', 'date', 'integer', 'number', 'string'];

const below =
  (start: string): Check =>
  ({ key, value }, tell) => {
    const path = stringOf(value);
    if (path !== undefined && path !== '' && !path.startsWith(start) && !isPlaceholder(path))
      tell(value, `A \`${key.text}\` begins with \`${start}\`, and this is \`${path}\`.`);
  };

const VERSIONS: Fields = {
  name: formed(/^[a-z]([-a-z0-9]*[a-z0-9])?$/, 'name of a version: write it as `v1` or `v1alpha1`'),
  [WHOLE]: (node, tell, place) => {
    const schema = at(node, 'schema', 'openAPIV3Schema');
    if (isMissing(schema) && hasOnlyKnown(node))
      tell(
        entryOf(node, 'schema')?.key ?? place,
        'Each version needs a schema, so the API server refuses this. Add `schema.openAPIV3Schema`.',
      );
  },
  schema: { openAPIV3Schema: SCHEMA },
  additionalPrinterColumns: {
    jsonPath: below('.'),
    type: ({ value }, tell) => {
      const type = stringOf(value);
      if (type && !COLUMNS.includes(type))
        tell(value, `A column has no type \`${type}\`. There are ${oneOf(COLUMNS)}.`);
    },
  },
  subresources: {
    scale: {
      specReplicasPath: below('.spec.'),
      statusReplicasPath: below('.status.'),
      labelSelectorPath: below('.'),
    },
  },
};

/** A misspelt field is reported as the unknown field that it is. */
function hasOnlyKnown(node: MapNode): boolean {
  const schema = at(node, 'schema');
  return (
    node.entries.every(({ key }) => VERSION.includes(key.text)) &&
    (schema?.kind !== 'map' ||
      schema.entries.length === 0 ||
      entryOf(schema, 'openAPIV3Schema') !== undefined)
  );
}

/** As apiextensions/validation, validateCustomResourceConversion. */
const CONVERSION: Fields = {
  [WHOLE]: (node, tell) => {
    const strategy = scalarOf(at(node, 'strategy'));
    const [webhook] = chosen(node, ['webhook']);
    if (strategy?.text === 'Webhook' && !webhook)
      tell(strategy, 'This does not say which webhook converts. Add `webhook`, or write `None`.');
    else if (strategy?.text === 'None' && webhook)
      tell(webhook.key, 'With the strategy `None` nobody converts, so there is no `webhook`. Remove it.');
  },
  strategy: ({ value }, tell) => {
    const strategy = stringOf(value);
    const known = ['None', 'Webhook'];
    if (strategy && !known.includes(strategy))
      tell(value, `There is no strategy \`${strategy}\`. There are ${oneOf(known)}.`);
  },
  webhook: {
    clientConfig: CLIENT,
    conversionReviewVersions: ({ key, value }, tell) => {
      if (isEmptyList(value)) tell(key, 'This lists no version. Add `v1`.');
    },
  },
};

/** What the API server refuses in a kind of one's own. As apiextensions/validation, ValidateCustomResourceDefinition. */
export const CUSTOM_KINDS: Readonly<Record<string, Fields>> = {
  'apiextensions.k8s.io/v1/CustomResourceDefinition': {
    [WHOLE]: named,
    spec: {
      [WHOLE]: versions,
      group,
      scope,
      names: NAMES,
      conversion: CONVERSION,
      preserveUnknownFields: ({ key, value }, tell) => {
        if (scalarOf(value)?.value === true)
          tell(
            key,
            '`apiextensions.k8s.io/v1` refuses `preserveUnknownFields: true`. Remove it, and write `x-kubernetes-preserve-unknown-fields: true` in the schema where anything goes.',
          );
      },
      versions: VERSIONS,
    },
  },
};
