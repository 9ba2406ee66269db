import { entryOf, isMissing, type itemsOf, type MapNode, scalarOf, stringOf } from '@/lib/yaml';
import { type Check, isPlaceholder, numberOf } from './walk';

/** A number that may not be less than another. */
export function atLeast(least: number): Check {
  return ({ key, value }, tell) => {
    const number = numberOf(value);
    if (number !== undefined && number < least)
      tell(key, `\`${key.text}\` cannot be less than ${least}, and this is ${number}.`);
  };
}

/** A number between two others. */
export function between(least: number, most: number): Check {
  return ({ key, value }, tell) => {
    const number = numberOf(value);
    if (number !== undefined && (number < least || number > most))
      tell(key, `\`${key.text}\` is a number from ${least} to ${most}, and this is ${number}.`);
  };
}

/** A count: 0 or more. */
export const count = atLeast(0);

/** The same check for several fields. */
export function each(fields: readonly string[], check: Check): Record<string, Check> {
  return Object.fromEntries(fields.map((field) => [field, check]));
}

/** A text that may not be empty. */
export const filled: Check = ({ key, value }, tell) => {
  if (scalarOf(value)?.value === '') tell(key, `\`${key.text}\` is empty. Give it a value.`);
};

/** What a text may look like: a regular expression, or something that is asked like one. */
export interface Form {
  test(text: string): boolean;
}

/** A text of a form; `what` says which. */
export function formed(form: Form, what: string): Check {
  return ({ value }, tell) => {
    const text = stringOf(value);
    if (text === undefined || text === '' || isPlaceholder(text) || form.test(text)) return;
    const { start, end } = value;
    tell({ start, end }, `\`${text}\` is no ${what}. The API server refuses it.`);
  };
}

/** One of a few words, where the schema takes any. */
export function word(...known: readonly string[]): Check {
  return ({ key, value }, tell) => {
    const text = stringOf(value);
    if (text && !known.includes(text) && !isPlaceholder(text))
      tell(value, `\`${key.text}\` does not take \`${text}\`. It takes ${oneOf(known)}.`);
  };
}

/** A path that stays below the place where it begins. As core/validation, validateLocalDescendingPath. */
export const descending: Check = ({ key, value }, tell) => {
  const path = stringOf(value);
  if (path === undefined || isPlaceholder(path)) return;
  if (path.startsWith('/'))
    tell(value, `A \`${key.text}\` is relative to its volume. Remove the slash at its start.`);
  else if (path.split('/').includes('..'))
    tell(value, `A \`${key.text}\` may not leave its volume, so it takes no \`..\`.`);
};

/** A path from the root. As core/validation, validateNFSVolumeSource. */
export const absolute: Check = (entry, tell, owner) => {
  const path = stringOf(entry.value);
  if (path && !path.startsWith('/') && !isPlaceholder(path))
    tell(entry.value, `This path begins with a slash. Write \`/${path}\`.`);
  else filled(entry, tell, owner);
};

/** A path without `..`. As core/validation, validatePathNoBacksteps. */
export const withoutBacksteps: Check = ({ key, value }, tell) => {
  if (stringOf(value)?.split('/').includes('..'))
    tell(value, `The API server refuses \`..\` in a \`${key.text}\`. Write the path that it leads to.`);
};

/** Mappings that stand in a mapping under one of several names. */
export function chosen(node: MapNode, names: readonly string[]) {
  return names.flatMap((name) => {
    const entry = entryOf(node, name);
    return entry && !isMissing(entry.value) ? [entry] : [];
  });
}

/** `a`, `b` or `c`, for a message. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}` : quoted.join('');
}

/** Whether a mapping has only fields of these names: a misspelt one is reported as the unknown field that it is. */
export function hasOnly(node: MapNode, names: readonly string[]): boolean {
  return node.entries.every(({ key }) => names.includes(key.text));
}

/** Whether a list has no entries, or is missing. */
export function isEmptyList(node: Parameters<typeof itemsOf>[0]): boolean {
  return isMissing(node) || (node?.kind === 'seq' && node.items.length === 0);
}
