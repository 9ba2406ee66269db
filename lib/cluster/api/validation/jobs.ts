import type { ApiObject, JsonMap } from '../../interface';
import { equal, mapAt, numberAt, textAt } from '../../object';
import type { FieldFault } from '../errors';
import { IMMUTABLE, invalidValue, notSupported, required } from './faults';
import { goPodTemplate } from './go-print';
import { selects } from './metadata';
import { podTemplate } from './pod';
import { notNegative } from './workloads';

/** As pkg/apis/batch/validation/validation.go. */

type Faults = Generator<FieldFault>;

export function* job(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  const uid = textAt(object, 'metadata', 'uid') ?? '';
  const labels = mapAt(spec, 'template', 'metadata', 'labels');
  if (spec.manualSelector !== true) {
    const name = textAt(object, 'metadata', 'name') ?? '';
    for (const [key, value] of [
      ['batch.kubernetes.io/controller-uid', uid],
      ['batch.kubernetes.io/job-name', name],
    ] as const)
      if (labels[key] !== value)
        yield invalidValue('spec.template.metadata.labels', labels, `must be '${value}'`);
    if (
      !selects(spec.selector, {
        'batch.kubernetes.io/controller-uid': uid,
        'controller-uid': uid,
        'job-name': name,
        'batch.kubernetes.io/job-name': name,
      })
    )
      yield invalidValue('spec.selector', spec.selector, '`selector` not auto-generated');
  } else if (spec.selector === undefined) yield required('spec.selector', '');
  else if (!selects(spec.selector, labels))
    yield invalidValue(
      'spec.template.metadata.labels',
      labels,
      '`selector` does not match template `labels`',
    );
  yield* jobSpec(spec, 'spec');
}

function* jobSpec(spec: JsonMap, at: string): Faults {
  for (const field of [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
  ])
    yield* notNegative(spec, field, at);
  if (spec.completionMode === 'Indexed' && spec.completions === undefined)
    yield required(`${at}.completions`, 'when completion mode is Indexed');
  if (spec.completionMode !== 'Indexed' && spec.completionMode !== 'NonIndexed')
    yield notSupported(`${at}.completionMode`, spec.completionMode, ['NonIndexed', 'Indexed']);
  yield* podTemplate(mapAt(spec, 'template'), `${at}.template`);
  const policy = textAt(spec, 'template', 'spec', 'restartPolicy') ?? '';
  if (policy === 'Always')
    yield required(`${at}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"');
}

/** As ValidateJobSpecUpdate; a suspended Job that never ran may change how its Pods are scheduled. */
export function* jobUpdate(object: JsonMap, old: ApiObject): Faults {
  const spec = mapAt(object, 'spec');
  const before = mapAt(old, 'spec');
  for (const field of [
    'completions',
    'selector',
    'template',
    'completionMode',
    'podFailurePolicy',
    'backoffLimitPerIndex',
    'managedBy',
    'successPolicy',
  ]) {
    if (equal(spec[field], before[field])) continue;
    if (field === 'completions' && elastic(spec)) continue;
    const shown = field === 'template' ? goPodTemplate(spec.template) : (spec[field] ?? null);
    if (field === 'template' && before.suspend === true && textAt(old, 'status', 'startTime') === undefined) {
      const free = (value: JsonMap) => schedulingLess(mapAt(value, 'template'));
      if (equal(free(spec), free(before))) continue;
    }
    yield invalidValue(`spec.${field}`, shown, IMMUTABLE);
  }
}

/** An Indexed Job may grow and shrink with its parallelism. */
function elastic(spec: JsonMap): boolean {
  return spec.completionMode === 'Indexed' && numberAt(spec, 'completions') === numberAt(spec, 'parallelism');
}

function schedulingLess(template: JsonMap): JsonMap {
  const {
    nodeSelector: _,
    tolerations: __,
    affinity: ___,
    schedulingGates: ____,
    ...spec
  } = mapAt(template, 'spec');
  return { ...template, metadata: {}, spec };
}

const CRON_FIELD = '(?:\\*|\\?|[0-9A-Za-z]+(?:-[0-9A-Za-z]+)?)(?:/[0-9]+)?';
const CRON = new RegExp(`^(?:${CRON_FIELD}(?:,${CRON_FIELD})*)$`);

export function* cronJob(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  const name = textAt(object, 'metadata', 'name') ?? '';
  if (name.length > 52) yield invalidValue('metadata.name', name, 'must be no more than 52 characters');
  const schedule = textAt(spec, 'schedule') ?? '';
  if (!schedule) yield required('spec.schedule', '');
  else yield* scheduleFormat(schedule);
  const policy = textAt(spec, 'concurrencyPolicy') ?? '';
  if (!['Allow', 'Forbid', 'Replace'].includes(policy))
    yield notSupported('spec.concurrencyPolicy', policy, ['Allow', 'Forbid', 'Replace']);
  for (const field of ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'])
    yield* notNegative(spec, field);
  yield* jobSpec(
    { completionMode: 'NonIndexed', ...mapAt(spec, 'jobTemplate', 'spec') },
    'spec.jobTemplate.spec',
  );
}

/** As robfig/cron, ParseStandard, in its words. */
function* scheduleFormat(schedule: string): Faults {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/.test(schedule)) return;
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== 5)
    yield invalidValue(
      'spec.schedule',
      schedule,
      `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]`,
    );
  else
    for (const field of fields)
      if (!CRON.test(field))
        yield invalidValue(
          'spec.schedule',
          schedule,
          `failed to parse int from ${field}: strconv.Atoi: parsing ${JSON.stringify(field)}: invalid syntax`,
        );
}
