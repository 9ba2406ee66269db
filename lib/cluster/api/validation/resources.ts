import type { JsonMap } from '../../interface';
import { mapAt, numberAt } from '../../object';
import type { FieldFault } from '../errors';
import { quantityValue } from '../schema/quantity';
import { invalidValue, NOT_NEGATIVE } from './faults';

/** As pkg/apis/core/validation/validation.go, the functions of the same names. */

type Faults = Generator<FieldFault>;

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** As ValidateContainerResourceRequirements. */
export function* resources(given: JsonMap, at: string): Faults {
  const limits = mapAt(given, 'limits');
  for (const [list, amounts] of [
    ['limits', limits],
    ['requests', mapAt(given, 'requests')],
  ] as const)
    for (const [name, amount] of Object.entries(amounts)) {
      const here = `${at}.${list}[${name}]`;
      const native = !name.includes('/') && !name.startsWith('hugepages-');
      if (native && !STANDARD.has(name)) {
        yield invalidValue(here, name, 'must be a standard resource type or fully qualified');
        yield invalidValue(here, name, 'must be a standard resource for containers');
      }
      const value = amountOf(amount);
      if (value !== undefined && value < 0) yield invalidValue(here, amount, NOT_NEGATIVE);
      const limit = list === 'requests' ? amountOf(limits[name]) : undefined;
      if (value !== undefined && limit !== undefined && value > limit)
        yield invalidValue(
          `${at}.requests`,
          amount,
          `must be less than or equal to ${name} limit of ${String(limits[name])}`,
        );
    }
}

function amountOf(amount: JsonMap[string]): number | undefined {
  return typeof amount === 'string' || typeof amount === 'number' ? quantityValue(amount) : undefined;
}

/** As ValidateSecurityContext. */
export function* securityContext(context: JsonMap, at: string): Faults {
  yield* userAndGroup(context, at);
  if (context.allowPrivilegeEscalation !== false) return;
  if (context.privileged === true)
    yield invalidValue(
      at,
      context,
      'cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
    );
  const added = mapAt(context, 'capabilities').add;
  if (Array.isArray(added) && added.includes('CAP_SYS_ADMIN'))
    yield invalidValue(
      at,
      context,
      'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
    );
}

export function* userAndGroup(context: JsonMap, at: string): Faults {
  for (const field of ['runAsUser', 'runAsGroup', 'fsGroup']) {
    const id = numberAt(context, field);
    if (id !== undefined && (id < 0 || id > 2147483647))
      yield invalidValue(`${at}.${field}`, id, 'must be between 0 and 2147483647, inclusive');
  }
}
