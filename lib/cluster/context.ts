import type { ClusterLog, KubeApi } from './interface';
import type { Simulation } from './time/simulation';

/** What everything that runs inside the cluster is handed: nothing in here takes time, chance or ids from anywhere else. */
export interface Context {
  time: Simulation;
  api: KubeApi;
  log: ClusterLog;
  /** In [0, 1), from the cluster's seed. */
  random: () => number;
  /** Tells of a fault of our own. */
  fault: (message: string) => void;
}
