import type { ContainerStatus, Pod, PodCondition, PodPhase, PodSpec, QosClass } from '../types/pod';

/** As pkg/apis/core/v1/helper/qos/qos.go, ComputePodQOS. */
export function qosClass({ containers, initContainers = [] }: PodSpec): QosClass {
  const all = [...containers, ...initContainers];
  const amount = (value: string | number | undefined) =>
    value === undefined || String(value) === '0' ? undefined : String(value);
  let any = false;
  let guaranteed = true;
  for (const { resources } of all) {
    for (const resource of ['cpu', 'memory']) {
      const limit = amount(resources?.limits?.[resource]);
      const request = amount(resources?.requests?.[resource]) ?? limit;
      if (limit !== undefined || request !== undefined) any = true;
      if (limit === undefined || request !== limit) guaranteed = false;
    }
  }
  if (!any) return 'BestEffort';
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

interface Seen {
  spec: PodSpec;
  init: ContainerStatus[];
  main: ContainerStatus[];
}

const names = (list: string[]) => `[${list.join(' ')}]`;
const isSidecar = (spec: PodSpec, name: string) =>
  spec.initContainers?.find((container) => container.name === name)?.restartPolicy === 'Always';

const failedFor = (spec: PodSpec, { state, lastState }: ContainerStatus, init: boolean) => {
  const ended = state?.terminated ?? (state?.waiting ? lastState?.terminated : undefined);
  if (!ended || ended.exitCode === 0) return false;
  return init
    ? spec.restartPolicy === 'Never'
    : spec.restartPolicy === 'Never' && state?.terminated !== undefined;
};

/** As pkg/kubelet/kubelet_pods.go, getPhase. */
export function phaseOf({ spec, init, main }: Seen): PodPhase {
  const regular = init.filter(({ name }) => !isSidecar(spec, name));
  if (regular.some((status) => failedFor(spec, status, true) && status.state?.terminated)) return 'Failed';
  if (regular.some(({ state }) => state?.terminated?.exitCode !== 0)) return 'Pending';
  const started = main.filter(
    ({ state, lastState }) => state?.running || state?.terminated || lastState?.terminated,
  );
  if (started.length < main.length)
    return main.some(({ state }) => state?.running) ? 'Running' : pendingOr(started);
  if (main.some(({ state }) => state?.running)) return 'Running';
  const stopped = main.filter(({ state }) => state?.terminated);
  if (stopped.length < main.length || spec.restartPolicy === 'Always') return 'Running';
  const failed = stopped.some(({ state }) => state?.terminated?.exitCode !== 0);
  if (!failed) return 'Succeeded';
  return spec.restartPolicy === 'Never' ? 'Failed' : 'Running';
}

const pendingOr = (started: ContainerStatus[]): PodPhase => (started.length > 0 ? 'Running' : 'Pending');

interface Given extends Seen {
  phase: PodPhase;
  hasSandbox: boolean;
  now: string;
}

/** The conditions that the kubelet owns, after those that others own. As pkg/kubelet/status/generate.go. */
export function conditionsOf(pod: Pod, given: Given): PodCondition[] {
  const { spec, init, main, phase, hasSandbox } = given;
  const ended = phase === 'Succeeded' ? 'PodCompleted' : phase === 'Failed' ? 'PodFailed' : undefined;
  const unreadyNames = [
    ...init.filter(({ name, ready }) => isSidecar(spec, name) && !ready),
    ...main.filter(({ ready }) => !ready),
  ].map(({ name }) => name);
  const incomplete = init
    .filter(({ name, ready, started }) => (isSidecar(spec, name) ? !started : !ready))
    .map(({ name }) => name);
  const anyMain = main.some(
    ({ state, lastState }) => state?.running || state?.terminated || lastState?.terminated,
  );
  const initialized: Draft =
    incomplete.length === 0 || anyMain
      ? { status: 'True', ...(phase === 'Succeeded' ? { reason: 'PodCompleted' } : {}) }
      : {
          status: 'False',
          reason: 'ContainersNotInitialized',
          message: `containers with incomplete status: ${names(incomplete)}`,
        };
  const containersReady: Draft = ended
    ? { status: 'False', reason: ended }
    : unreadyNames.length > 0
      ? {
          status: 'False',
          reason: 'ContainersNotReady',
          message: `containers with unready status: ${names(unreadyNames)}`,
        }
      : { status: 'True' };
  const drafts: [string, Draft][] = [
    ['PodReadyToStartContainers', { status: hasSandbox ? 'True' : 'False' }],
    ['Initialized', initialized],
    ['Ready', containersReady.status === 'True' ? gates(pod) : containersReady],
    ['ContainersReady', containersReady],
  ];
  const old = pod.status?.conditions ?? [];
  const own = new Set(drafts.map(([type]) => type));
  const written = drafts.map(([type, draft]) => dated(type, draft, old, given.now));
  return [...written, ...old.filter(({ type }) => !own.has(type))];
}

type Draft = Pick<PodCondition, 'status' | 'reason' | 'message'>;

function gates(pod: Pod): Draft {
  const missing = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const found = pod.status?.conditions?.find(({ type }) => type === conditionType);
    if (!found) return `corresponding condition of pod readiness gate "${conditionType}" does not exist.`;
    return found.status === 'True'
      ? []
      : `the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`;
  });
  if (missing.length === 0) return { status: 'True' };
  return { status: 'False', reason: 'ReadinessGatesNotReady', message: missing.join(', ') };
}

function dated(type: string, draft: Draft, old: PodCondition[], now: string): PodCondition {
  const before = old.find((condition) => condition.type === type);
  const same = before?.status === draft.status;
  return {
    type,
    ...draft,
    lastProbeTime: null,
    lastTransitionTime: same ? (before?.lastTransitionTime ?? now) : now,
  };
}
