import { type Entry, itemsOf, stringOf } from '@/lib/yaml';
import type { Form } from './checks';
import { addressOf, rangeOf } from './ip';
import { type Check, isPlaceholder, type Tell } from './walk';

export const ADDRESS: Form = { test: (text) => addressOf(text) !== undefined };
export const RANGE: Form = { test: (text) => rangeOf(text) !== undefined };
export const DOMAIN = /^(?:\*\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
export const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** As apimachinery, IsValidPortName. */
export const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export const everyItem =
  (form: Form, what: string): Check =>
  ({ value }, tell) => {
    for (const item of itemsOf(value)) {
      const text = stringOf(item);
      if (text !== undefined && !isPlaceholder(text) && !form.test(text))
        tell(item, `\`${text}\` is no ${what}, so the API server refuses it.`);
    }
  };

/** A text is the name of a port; a number in quotes is told elsewhere, where the Pods are known. */
export function portName({ value }: Entry, tell: Tell) {
  const name = stringOf(value);
  if (name === undefined || name === '' || isPlaceholder(name) || PORT_NAME.test(name)) return;
  tell(
    value,
    /^\d+$/.test(name)
      ? `"${name}" in quotes is a name, and a port's name has a letter in it. Write the number without quotes.`
      : `\`${name}\` is no name of a port: it takes up to 15 lower-case letters, digits and \`-\`, and at least one letter.`,
  );
}
