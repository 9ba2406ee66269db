import type { JsonMap } from '../../interface';
import { isMap, numberAt, textAt } from '../../object';
import type { FieldFault } from '../errors';
import { invalidValue, NOT_NEGATIVE, notAllowed, notSupported, required } from './faults';
import { portName } from './names';

/** As pkg/apis/core/validation/validation.go, validateProbe and validateHandler. */

type Faults = Generator<FieldFault>;

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'];

export function* probes(container: JsonMap, at: string): Faults {
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[name];
    if (!isMap(probe)) continue;
    const here = `${at}.${name}`;
    yield* handler(probe, here);
    for (const field of [
      'initialDelaySeconds',
      'timeoutSeconds',
      'periodSeconds',
      'successThreshold',
      'failureThreshold',
    ]) {
      const value = numberAt(probe, field) ?? 0;
      if (value < 0) yield invalidValue(`${here}.${field}`, value, NOT_NEGATIVE);
    }
    const grace = numberAt(probe, 'terminationGracePeriodSeconds');
    if (grace !== undefined && grace <= 0)
      yield invalidValue(`${here}.terminationGracePeriodSeconds`, grace, 'must be greater than 0');
    if (name !== 'readinessProbe' && probe.successThreshold !== 1)
      yield invalidValue(`${here}.successThreshold`, probe.successThreshold, 'must be 1');
  }
}

export function* handler(action: JsonMap, at: string): Faults {
  const given = HANDLERS.filter((field) => isMap(action[field]));
  for (const extra of given.slice(1))
    yield notAllowed(`${at}.${extra}`, 'may not specify more than 1 handler type');
  const [first] = given;
  const inside = first === undefined ? undefined : action[first];
  if (first === undefined || !isMap(inside)) yield required(at, 'must specify a handler type');
  else if (first === 'exec') {
    if (!Array.isArray(inside.command) || !inside.command.length) yield required(`${at}.exec.command`, '');
  } else if (first === 'httpGet') {
    if (!textAt(inside, 'path')) yield required(`${at}.httpGet.path`, '');
    yield* port(inside.port, `${at}.httpGet.port`);
    const scheme = textAt(inside, 'scheme') ?? '';
    if (scheme !== 'HTTP' && scheme !== 'HTTPS')
      yield notSupported(`${at}.httpGet.scheme`, scheme, ['HTTP', 'HTTPS']);
  } else if (first !== 'sleep') yield* port(inside.port, `${at}.${first}.port`);
}

/** As ValidatePortNumOrName. */
export function* port(value: JsonMap[string], at: string): Faults {
  if (typeof value === 'string')
    for (const message of portName(value)) yield invalidValue(at, value, message);
  else if (typeof value !== 'number' || value < 1 || value > 65535)
    yield invalidValue(at, value ?? 0, 'must be between 1 and 65535, inclusive');
}
