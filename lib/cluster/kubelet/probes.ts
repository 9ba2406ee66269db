import { Process } from '../process';
import type { Probe } from '../types/container';
import type { Pod } from '../types/pod';
import { perform, type Target } from './handlers';

type Kind = 'Readiness' | 'Liveness' | 'Startup';

interface Watched extends Target {
  pod: () => Pod;
  setReady: (ready: boolean) => void;
  setStarted: () => void;
  /** The container has failed and is to be restarted. */
  kill: (message: string, probe: Probe) => void;
}

// As pkg/kubelet/prober/prober.go, maxProbeRetries: an error (not a failure) is tried again at once.
const RETRIES = 3;

/**
 * Runs a container's probes while it runs. As pkg/kubelet/prober/worker.go: the others wait for the startup probe; a container
 * without a readiness probe is ready as soon as it is started.
 */
export function startProbes(watched: Watched): void {
  const { livenessProbe, readinessProbe, startupProbe } = watched.container;
  const others = () => {
    watched.setStarted();
    if (readinessProbe) repeat(watched, 'Readiness', readinessProbe);
    else watched.setReady(true);
    if (livenessProbe) repeat(watched, 'Liveness', livenessProbe);
  };
  if (startupProbe) repeat(watched, 'Startup', startupProbe, others);
  else others();
}

function repeat(watched: Watched, kind: Kind, probe: Probe, succeeded: () => void = () => {}): void {
  const { init } = watched.running;
  const process = new Process(watched.around.context.time);
  init.onEnd(() => process.end(0));
  const period = (probe.periodSeconds || 10) * 1000;
  const timeout = (probe.timeoutSeconds || 1) * 1000;
  const enough = { success: probe.successThreshold || 1, failure: probe.failureThreshold || 3 };
  process.start(async () => {
    let last: boolean | undefined;
    let run = 0;
    await process.sleep(Math.max(FIRST_MS, (probe.initialDelaySeconds ?? 0) * 1000));
    for (;;) {
      const began = process.time.now();
      const good = await once(watched, kind, probe, process, timeout);
      run = good === last ? run + 1 : 1;
      last = good;
      if (run >= (good ? enough.success : enough.failure)) {
        if (kind === 'Readiness') watched.setReady(good);
        else if (!good) {
          const { name } = watched.container;
          watched.kill(`Container ${name} failed ${kind.toLowerCase()} probe, will be restarted`, probe);
          return 0;
        } else if (kind === 'Startup') {
          succeeded();
          return 0;
        }
      }
      await process.sleep(Math.max(1, period - (process.time.now() - began)));
    }
  });
}

/** The first probe comes with the first status that says that the container runs (prober_manager.go, UpdatePodStatus). */
const FIRST_MS = 100;

async function once(
  watched: Watched,
  kind: Kind,
  probe: Probe,
  process: Process,
  timeout: number,
): Promise<boolean> {
  const { around, pod } = watched;
  for (let tries = 1; ; tries++) {
    const outcome = await perform(watched, probe, process, timeout);
    if (outcome === 'success') return true;
    if ('error' in outcome && tries < RETRIES) continue;
    const message =
      'error' in outcome
        ? `${kind} probe errored and resulted in unknown state: ${outcome.error}`
        : `${kind} probe failed: ${outcome.failure}`;
    around.record(pod(), 'Warning', 'Unhealthy', message);
    return false;
  }
}
