import { stringOf } from '@/lib/yaml';
import { count } from './checks';
import type { Check } from './walk';

/** A number of Pods, or a share of them. As core/validation, ValidatePositiveIntOrPercent. */
export const share: Check = (entry, tell, owner) => {
  const { key, value } = entry;
  const text = stringOf(value);
  if (text !== undefined && !/^\d+%$|[{$]/.test(text))
    tell(
      value,
      `\`${key.text}\` takes a number without quotes, or a share such as "25%", and this is "${text}".`,
    );
  count(entry, tell, owner);
};

/** As core/validation, IsNotMoreThan100Percent. */
export const upToAll: Check = (entry, tell, owner) => {
  share(entry, tell, owner);
  const percent = /^(\d+)%$/.exec(stringOf(entry.value) ?? '')?.[1];
  if (Number(percent) > 100) tell(entry.value, `\`${entry.key.text}\` cannot be more than 100%.`);
};
