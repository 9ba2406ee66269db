import type { ApiObject, JsonMap } from '../../interface';
import { equal, isMap, mapAt, numberAt, textAt } from '../../object';
import type { FieldFault } from '../errors';
import { IMMUTABLE, invalidValue, NOT_NEGATIVE, notAllowed, notSupported, required } from './faults';
import { goPodTemplate } from './go-print';
import { labelSelector, selects } from './metadata';
import { podTemplate } from './pod';

/** As pkg/apis/apps/validation/validation.go. */

type Faults = Generator<FieldFault>;

/** A field that must not be less than 0. */
export function* notNegative(spec: JsonMap, field: string, at = 'spec'): Faults {
  const value = numberAt(spec, field);
  if (value !== undefined && value < 0) yield invalidValue(`${at}.${field}`, value, NOT_NEGATIVE);
}

/** The selector, the template and whether they belong together. `word` is what the kind is called in the texts. */
function* template(spec: JsonMap, emptyText: string): Faults {
  const { selector } = spec;
  if (!isMap(selector)) yield required('spec.selector', '');
  else {
    yield* labelSelector(selector, 'spec.selector');
    const terms =
      Object.keys(mapAt(selector, 'matchLabels')).length +
      (Array.isArray(selector.matchExpressions) ? selector.matchExpressions.length : 0);
    if (!terms) yield invalidValue('spec.selector', selector, emptyText);
  }
  const labels = mapAt(spec, 'template', 'metadata', 'labels');
  const empty = isMap(selector) && !Object.keys(selector).length;
  if (!empty && !selects(selector, labels))
    yield invalidValue(
      'spec.template.metadata.labels',
      Object.keys(labels).length ? labels : null,
      '`selector` does not match template `labels`',
    );
  yield* podTemplate(mapAt(spec, 'template'), 'spec.template');
  const policy = textAt(spec, 'template', 'spec', 'restartPolicy') ?? '';
  if (['OnFailure', 'Never'].includes(policy))
    yield notSupported('spec.template.spec.restartPolicy', policy, ['Always']);
  if (numberAt(spec, 'template', 'spec', 'activeDeadlineSeconds') !== undefined)
    yield notAllowed(
      'spec.template.spec.activeDeadlineSeconds',
      'activeDeadlineSeconds in ReplicaSet is not Supported',
    );
}

export function* deployment(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  yield* notNegative(spec, 'replicas');
  yield* template(spec, 'empty selector is invalid for deployment');
  const type = textAt(spec, 'strategy', 'type') ?? '';
  const rolling = mapAt(spec, 'strategy').rollingUpdate;
  if (type === 'Recreate' && rolling !== undefined)
    yield notAllowed(
      'spec.strategy.rollingUpdate',
      "may not be specified when strategy `type` is 'Recreate'",
    );
  else if (type !== 'Recreate' && type !== 'RollingUpdate')
    yield notSupported('spec.strategy', { type }, ['Recreate', 'RollingUpdate']);
  if (isMap(rolling)) yield* rollingUpdate(rolling, 'spec.strategy.rollingUpdate');
  yield* notNegative(spec, 'minReadySeconds');
  yield* notNegative(spec, 'revisionHistoryLimit');
  yield* notNegative(spec, 'progressDeadlineSeconds');
  const deadline = numberAt(spec, 'progressDeadlineSeconds');
  if (deadline !== undefined && deadline <= (numberAt(spec, 'minReadySeconds') ?? 0))
    yield invalidValue('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds');
}

function* rollingUpdate(rolling: JsonMap, at: string): Faults {
  for (const field of ['maxUnavailable', 'maxSurge']) {
    const value = rolling[field];
    if (typeof value === 'string' && !/^\d+%$/.test(value))
      yield invalidValue(
        `${at}.${field}`,
        value,
        "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
      );
    if (typeof value === 'number' && value < 0) yield invalidValue(`${at}.${field}`, value, NOT_NEGATIVE);
  }
  const none = (value: JsonMap[string]) => value === 0 || value === '0%';
  if (none(rolling.maxUnavailable) && none(rolling.maxSurge))
    yield invalidValue(`${at}.maxUnavailable`, rolling.maxUnavailable, 'may not be 0 when `maxSurge` is 0');
}

export function* replicaSet(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  yield* notNegative(spec, 'replicas');
  yield* notNegative(spec, 'minReadySeconds');
  yield* template(spec, 'empty selector is invalid for deployment');
}

export function* daemonSet(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  yield* template(spec, 'empty selector is invalid for daemonset');
  const type = textAt(spec, 'updateStrategy', 'type') ?? '';
  if (type !== 'RollingUpdate' && type !== 'OnDelete')
    yield notSupported('spec.updateStrategy', { type }, ['OnDelete', 'RollingUpdate']);
}

export function* statefulSet(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  const policy = textAt(spec, 'podManagementPolicy') ?? '';
  if (policy !== 'OrderedReady' && policy !== 'Parallel')
    yield invalidValue('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'");
  yield* notNegative(spec, 'replicas');
  const volumes = (Array.isArray(spec.volumeClaimTemplates) ? spec.volumeClaimTemplates : []).map(
    (claim): JsonMap => ({
      name: textAt(claim, 'metadata', 'name') ?? '',
      persistentVolumeClaim: { claimName: 'of-the-set' },
    }),
  );
  const podVolumes = mapAt(spec, 'template', 'spec').volumes;
  // Mounts may name claims: they become volumes of the Pods.
  const pod = {
    ...mapAt(spec, 'template', 'spec'),
    volumes: [...(Array.isArray(podVolumes) ? podVolumes : []), ...volumes],
  };
  yield* template(
    { ...spec, template: { ...mapAt(spec, 'template'), spec: pod } },
    'empty selector is invalid for statefulset',
  );
}

/** As ValidateImmutableField. */
export function* immutable(object: JsonMap, old: JsonMap, field: string): Faults {
  const now = mapAt(object, 'spec')[field];
  if (!equal(now, mapAt(old, 'spec')[field]))
    yield invalidValue(`spec.${field}`, field === 'template' ? goPodTemplate(now) : (now ?? null), IMMUTABLE);
}

export function* selectorUpdate(object: JsonMap, old: ApiObject): Faults {
  yield* immutable(object, old, 'selector');
}

const SET_MAY_CHANGE = new Set([
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
]);

/** As ValidateStatefulSetUpdate. */
export function* statefulSetUpdate(object: JsonMap, old: ApiObject): Faults {
  const now = mapAt(object, 'spec');
  const before = mapAt(old, 'spec');
  const fields = new Set([...Object.keys(now), ...Object.keys(before)]);
  if ([...fields].some((field) => !SET_MAY_CHANGE.has(field) && !equal(now[field], before[field])))
    yield notAllowed(
      'spec',
      "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    );
}
