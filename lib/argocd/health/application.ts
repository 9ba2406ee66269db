import { groupOfObject, type KubeObject, kindOf, nameOf, namespaceOf } from '../object';
import { annotationOf } from '../resource/annotations';
import { hookFacts } from '../resource/hook';
import { ANNOTATION } from '../resource/names';
import type { ManagedPair } from '../sync/input';
import { type HealthCode, type HealthStatus, isWorse } from './status';

/** How one resource counts towards its Application's health. */
export interface ResourceHealth {
  pair: ManagedPair;
  health: HealthStatus | undefined;
  /** Why it does not count; undefined when it does. */
  left?: string;
}

export interface ApplicationHealth {
  status: HealthCode;
  /** `Caused by apps/Deployment:ns/name`, up to three; `''` when Healthy or Missing. */
  message: string;
  resources: readonly ResourceHealth[];
}

/** How many causes are named. */
const CAUSES = 3;

/**
 * The worst health of an Application's resources. Hooks and Skip do not count, nor what has no check; a missing object does not
 * lower it, but without any live object it is Missing. As controller/health.go, setApplicationHealth.
 *
 * @param isItself whether an object is the Application itself, which does not count either.
 */
export function applicationHealthOf(
  pairs: readonly ManagedPair[],
  healthOf: (object: KubeObject) => HealthStatus | undefined,
  isItself: (object: KubeObject) => boolean = () => false,
): ApplicationHealth {
  const resources = pairs.map((pair) => judge(pair, healthOf, isItself));
  let status: HealthCode = 'Healthy';
  let causes: KubeObject[] = [];
  for (const { pair, health, left } of resources) {
    if (left !== undefined || !health || !pair.live) continue;
    if (isWorse(status, health.status)) {
      status = health.status;
      causes = [pair.live];
    } else if (status === health.status && status !== 'Healthy') causes.push(pair.live);
  }
  const expected = resources.filter(({ left }) => left !== 'skip' && left !== 'hook');
  const someLive = expected.some(({ pair }) => pair.live);
  if (expected.length > 0 && !someLive && isWorse(status, 'Missing')) {
    return { status: 'Missing', message: '', resources };
  }
  return { status, message: causesText(causes), resources };
}

function judge(
  pair: ManagedPair,
  healthOf: (object: KubeObject) => HealthStatus | undefined,
  isItself: (object: KubeObject) => boolean,
): ResourceHealth {
  const { target, live } = pair;
  if (target && hookFacts(target).skip) return { pair, health: undefined, left: 'skip' };
  if (live && hookFacts(live).isHook) return { pair, health: undefined, left: 'hook' };
  if (!live) return { pair, health: { status: 'Missing', message: '' }, left: 'missing' };
  if (annotationOf(live, ANNOTATION.ignoreHealthCheck) === 'true') {
    return { pair, health: undefined, left: 'ignore-healthcheck' };
  }
  if (isItself(live)) return { pair, health: undefined, left: 'itself' };
  const health = healthOf(live);
  if (!health) return { pair, health, left: 'no-check' };
  const child = groupOfObject(live) === 'argoproj.io' && kindOf(live) === 'Application';
  const unclear = health.status === 'Missing' || health.status === 'Unknown';
  return child && unclear ? { pair, health, left: 'child-application' } : { pair, health };
}

function causesText(causes: readonly KubeObject[]): string {
  if (causes.length === 0) return '';
  const named = causes.slice(0, CAUSES).map((object) => {
    const group = groupOfObject(object);
    const namespace = namespaceOf(object);
    return `${group ? `${group}/` : ''}${kindOf(object)}:${namespace ? `${namespace}/` : ''}${nameOf(object)}`;
  });
  const more = causes.length > CAUSES ? ` and ${causes.length - CAUSES} more` : '';
  return `Caused by ${named.join(', ')}${more}`;
}
