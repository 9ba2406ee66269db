import type { Manifest } from '../../interface';
import { copy, textMapAt } from '../../object';
import type { CronJob } from '../../types/workloads';
import { stamp } from '../shared/clock';
import { controllerRef } from '../shared/owners';

/** The name of the Job for a time (epoch ms): it can be made only once. As pkg/controller/cronjob/cronjob_controllerv2.go, getJobName. */
export const jobName = (cronJob: CronJob, at: number): string =>
  `${cronJob.metadata.name}-${Math.floor(at / 60_000)}`;

/** As pkg/controller/cronjob/utils.go, getJobFromTemplate2. */
export function jobFor(cronJob: CronJob, at: number): Manifest {
  const template = cronJob.spec.jobTemplate ?? {};
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobName(cronJob, at),
      namespace: cronJob.metadata.namespace,
      labels: textMapAt(template, 'metadata', 'labels'),
      annotations: {
        ...textMapAt(template, 'metadata', 'annotations'),
        'batch.kubernetes.io/cronjob-scheduled-timestamp': stamp(at),
      },
      ownerReferences: [controllerRef(cronJob)],
    },
    spec: copy(template.spec ?? {}),
  };
}
