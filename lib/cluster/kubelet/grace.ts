import { Process } from '../process';
import { perform, type Target } from './handlers';

/** A preStop hook may use up the grace; the stop signal still gets this long (minimumGracePeriodInSeconds). */
const LEAST_MS = 2000;

/**
 * Ends a container's first process: the preStop hook, the stop signal, and at the end of the grace SIGKILL. As
 * pkg/kubelet/kuberuntime/kuberuntime_container.go, killContainer.
 *
 * @param graceMs 0: no hook, and SIGKILL at once
 */
export function endWithinGrace(target: Target, graceMs: number, hookFailed: () => void): void {
  const process = new Process(target.around.context.time);
  const { running, container } = target;
  const { init } = running;
  init.onEnd(() => process.end(0));
  process.after(graceMs === 0 ? 0 : Math.max(graceMs, LEAST_MS), () => init.signal('KILL'));
  process.start(async () => {
    const hook = container.lifecycle?.preStop;
    if (hook && graceMs > 0 && (await perform(target, hook, process, graceMs)) !== 'success') hookFailed();
    init.signal(running.stopSignal);
    await process.block(() => {});
    return 0;
  });
}
