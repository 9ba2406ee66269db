import type { JobSpec, PodFailureRule, WorkPod } from '../../types/workloads';

/** What the policy says of a failed Pod: that the Job fails, and with which words; or whether the failure counts. */
export interface Verdict {
  failsJob?: string;
  /** The index is not to be tried again. */
  failsIndex?: boolean;
  counts: boolean;
}

/** As pod_failure_policy.go, matchPodFailurePolicy: the first rule that matches decides. */
export function judge(policy: JobSpec['podFailurePolicy'], pod: WorkPod): Verdict {
  for (const [i, rule] of (policy?.rules ?? []).entries()) {
    const cause = rule.onExitCodes ? byExitCode(rule, pod) : byCondition(rule, pod);
    if (cause === undefined) continue;
    if (rule.action === 'FailJob')
      return { failsJob: `${cause} matching FailJob rule at index ${i}`, counts: true };
    if (rule.action === 'FailIndex') return { failsIndex: true, counts: true };
    return { counts: rule.action !== 'Ignore' };
  }
  return { counts: true };
}

function byExitCode({ onExitCodes }: PodFailureRule, pod: WorkPod): string | undefined {
  const statuses = [...(pod.status?.containerStatuses ?? []), ...(pod.status?.initContainerStatuses ?? [])];
  for (const { name, state } of statuses) {
    const code = state?.terminated?.exitCode;
    if (!onExitCodes || !code) continue;
    if (onExitCodes.containerName !== undefined && onExitCodes.containerName !== name) continue;
    if (onExitCodes.values.includes(code) === (onExitCodes.operator === 'In'))
      return `Container ${name} for pod ${pod.metadata.namespace}/${pod.metadata.name} failed with exit code ${code}`;
  }
  return undefined;
}

function byCondition({ onPodConditions }: PodFailureRule, pod: WorkPod): string | undefined {
  for (const { type } of (onPodConditions ?? []).filter(({ type, status }) =>
    pod.status?.conditions?.some((condition) => condition.type === type && condition.status === status),
  ))
    return `Pod ${pod.metadata.namespace}/${pod.metadata.name} has condition ${type}`;
  return undefined;
}
