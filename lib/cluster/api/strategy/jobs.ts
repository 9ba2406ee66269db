import type { JsonMap } from '../../interface';
import { mapAt, textAt } from '../../object';
import { mapIn } from '../defaults/preset';
import { defaultJobSpec } from '../defaults/workloads';
import type { Strategy } from './strategy';

/** As pkg/registry/batch/job/strategy.go, generateSelector. */
function generateSelector(job: JsonMap): void {
  const spec = mapIn(job, 'spec');
  const template = mapIn(spec, 'template');
  if (!spec || !template || spec.manualSelector === true) return;
  const uid = textAt(job, 'metadata', 'uid') ?? '';
  const name = textAt(job, 'metadata', 'name') ?? '';
  const metadata = mapIn(template, 'metadata') ?? {};
  template.metadata = metadata;
  const labels = { ...mapIn(metadata, 'labels') };
  metadata.labels = labels;
  for (const [key, value] of [
    ['batch.kubernetes.io/controller-uid', uid],
    ['batch.kubernetes.io/job-name', name],
    ['controller-uid', uid],
    ['job-name', name],
  ] as const)
    labels[key] ??= value;
  const selector = mapIn(spec, 'selector') ?? {};
  spec.selector = {
    ...selector,
    matchLabels: { 'batch.kubernetes.io/controller-uid': uid, ...mapIn(selector, 'matchLabels') },
  };
}

export const job: Strategy = {
  defaults(object) {
    const spec = mapIn(object, 'spec');
    if (spec) defaultJobSpec(spec);
  },
  prepareCreate(object) {
    generateSelector(object);
    const metadata = mapIn(object, 'metadata');
    // As SetDefaults_Job: a Job without labels has those of its template.
    if (metadata && !mapIn(metadata, 'labels'))
      metadata.labels = { ...mapAt(object, 'spec', 'template', 'metadata', 'labels') };
  },
};
