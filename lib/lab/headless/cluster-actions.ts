import type { ArgoCd, ArgoCdServer, ServerAnswer } from '@/lib/argocd';
import type { Cluster } from '@/lib/cluster';
import type { Printed } from '@/lib/git';
import type { Lab } from '../store';
import { applyFile } from './kubectl';

type SyncOptions = NonNullable<Parameters<ArgoCdServer['sync']>[1]>;

/** What a learner does with the cluster and with Argo CD; `name` is an Application, the lesson's own where it is absent. */
export interface ClusterActions {
  /** `kubectl apply -f <path>`, of a file of the workspace. */
  apply(path: string): Printed;
  /** `argocd app get --refresh`, or `--hard-refresh`. */
  refresh(type?: 'normal' | 'hard', name?: string): ServerAnswer;
  /** `argocd app sync`. */
  sync(options?: SyncOptions, name?: string): ServerAnswer;
  /** `argocd app terminate-op`. */
  terminate(name?: string): ServerAnswer;
  /** Lets simulated time pass, milliseconds. */
  advance(ms: number): Promise<void>;
  /**
   * Lets simulated time pass until something holds.
   *
   * @param atMost simulated milliseconds.
   * @returns whether it holds.
   */
  waitUntil(holds: () => boolean, atMost?: number): Promise<boolean>;
}

const HOUR = 3_600_000;

export function clusterActions(parts: {
  cluster: Cluster;
  argocd: ArgoCd;
  workspace: Lab;
  /** The Application that is meant where none is named. */
  main: string;
}): ClusterActions {
  const { cluster, argocd, workspace, main } = parts;
  const note = (what: string) => cluster.log.write({ actor: 'learner', what });
  return {
    apply(path) {
      note(`kubectl apply -f ${path}`);
      return applyFile(cluster, workspace.getState().tree, path);
    },
    refresh(type = 'normal', name = main) {
      note(`argocd app get ${name} --${type === 'hard' ? 'hard-' : ''}refresh`);
      return argocd.server.refresh(name, type);
    },
    sync(options = {}, name = main) {
      note(`argocd app sync ${name}`);
      return argocd.server.sync(name, options);
    },
    terminate(name = main) {
      note(`argocd app terminate-op ${name}`);
      return argocd.server.terminate(name);
    },
    advance: (ms) => cluster.time.advance(ms),
    async waitUntil(holds, atMost = HOUR) {
      await cluster.time.advance(atMost, { until: holds });
      return holds();
    },
  };
}
