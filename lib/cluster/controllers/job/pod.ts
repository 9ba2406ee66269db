import type { Json, JsonMap, Manifest } from '../../interface';
import { isMap, listAt } from '../../object';
import type { Job } from '../../types/workloads';
import { podFrom } from '../shared/make-pod';
import { INDEX, TRACKING } from './names';

/** The Pod for one completion of a Job; `counts` are the annotations of an index that failed before. As job_controller.go, manageJob, and indexed_job_utils.go. */
export function podOfJob(
  job: Job,
  index: number | undefined,
  counts: { [key: string]: string } = {},
): Manifest {
  const { name } = job.metadata;
  const prefix = index === undefined ? `${name}-` : `${name.slice(0, 63 - 7 - `${index}`.length)}-${index}-`;
  const pod = podFrom(job.spec.template, job, { generateName: prefix });
  const metadata: JsonMap = { ...pod.metadata, finalizers: [TRACKING] };
  if (index === undefined) return { ...pod, metadata };
  const mark = { [INDEX]: `${index}` };
  return {
    ...pod,
    metadata: {
      ...metadata,
      labels: { ...job.spec.template?.metadata?.labels, ...mark },
      annotations: { ...job.spec.template?.metadata?.annotations, ...mark, ...counts },
    },
    spec: {
      ...pod.spec,
      hostname: `${name}-${index}`,
      containers: listAt(pod.spec, 'containers').map(withIndex),
      ...(pod.spec.initContainers !== undefined && {
        initContainers: listAt(pod.spec, 'initContainers').map(withIndex),
      }),
    },
  };
}

function withIndex(container: Json): Json {
  if (!isMap(container)) return container;
  const env = listAt(container, 'env');
  if (env.some((variable) => isMap(variable) && variable.name === 'JOB_COMPLETION_INDEX')) return container;
  const fieldRef = { apiVersion: 'v1', fieldPath: `metadata.labels['${INDEX}']` };
  return { ...container, env: [...env, { name: 'JOB_COMPLETION_INDEX', valueFrom: { fieldRef } }] };
}
