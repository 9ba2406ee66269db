import { Failure, prefixed } from '../failure';
import { yamlToValue } from '../json';
import { fieldsAt, flagAt, itemsAt, numberAt, selectorOf, textAt, textsAt } from '../load/fields';
import type { Loader } from '../load/loader';
import { decodeShape } from '../load/shape';
import { replacementShape } from '../load/shapes';
import { type FieldOptions, type Replacement, replacementTransformer } from '../transform/replacement';
import type { Transformer } from '../transform/transformer';
import { type Fields, isFields, type Value } from '../yaml';

const optionsOf = (fields: Fields): FieldOptions | undefined => {
  const options = fieldsAt(fields, 'options');
  if (options === undefined) return undefined;
  return {
    delimiter: textAt(options, 'delimiter'),
    index: numberAt(options, 'index'),
    create: flagAt(options, 'create'),
  };
};

function replacementOf(fields: Fields): Replacement {
  const source = fieldsAt(fields, 'source');
  return {
    source: source && {
      id: selectorOf(source),
      fieldPath: textAt(source, 'fieldPath'),
      options: optionsOf(source),
    },
    targets: !fields.has('targets')
      ? undefined
      : itemsAt(fields, 'targets').map((target) => {
          const select = fieldsAt(target, 'select');
          return {
            select: select && selectorOf(select),
            reject: itemsAt(target, 'reject').map(selectorOf),
            fieldPaths: textsAt(target, 'fieldPaths'),
            options: optionsOf(target),
          };
        }),
  };
}

function decode(value: Value): Replacement {
  const decoded = prefixed('error unmarshaling JSON: while decoding JSON', () =>
    decodeShape(value, replacementShape, { strict: false, lenientText: true }),
  );
  return replacementOf(isFields(decoded) ? decoded : new Map());
}

function fromFile(path: string, loader: Loader): Replacement[] {
  const text = loader.text(path);
  const value = prefixed('error converting YAML to JSON', () => yamlToValue(text));
  if (Array.isArray(value)) return value.map(decode);
  if (isFields(value)) return [decode(value)];
  const kind =
    value === null
      ? 'invalid'
      : typeof value === 'boolean'
        ? 'bool'
        : typeof value === 'string'
          ? 'string'
          : 'float64';
  throw new Failure(`unsupported replacement type encountered within replacement path: ${kind}`);
}

/** The replacements of a kustomization, those in files among them. As ReplacementTransformer's Config. */
export function loadReplacements(entries: readonly Fields[], loader: Loader): Transformer {
  const replacements = entries.flatMap((entry) => {
    const path = textAt(entry, 'path');
    if (path === '') return [replacementOf(entry)];
    if (entry.has('source') || itemsAt(entry, 'targets').length > 0) {
      throw new Failure('cannot specify both path and inline replacement');
    }
    return fromFile(path, loader);
  });
  return replacementTransformer(replacements);
}
