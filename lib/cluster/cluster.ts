import { createApi } from './api';
import type { Context } from './context';
import { startControllers } from './controllers';
import { createImages } from './images';
import type { Cluster, ClusterOptions } from './interface';
import { startKubelet } from './kubelet';
import { EventLog } from './log/log';
import { createNetwork } from './network';
import { startScheduler } from './scheduler';
import { seeded } from './time/random';
import { Simulation } from './time/simulation';

/** More faults of our own are not kept: the first ones tell. */
const MOST_FAULTS = 100;

/**
 * A new cluster: API server, controllers, scheduler, nodes and network, at the given instant. The same seed and the same
 * calls give the same bytes. Nothing happens until its time is advanced.
 */
export function createCluster({ seed, startAt, nodes = 1 }: ClusterOptions): Cluster {
  const faults: string[] = [];
  const fault = (message: string) => {
    if (faults.length < MOST_FAULTS) faults.push(message);
  };
  const time = new Simulation(startAt, fault);
  const log = new EventLog(() => time.now());
  // Each part has chance of its own, so that what one does changes nothing of another's names.
  const chance = seeded(seed);
  const another = () => Math.floor(chance() * 2 ** 32);
  const api = createApi({ time, log, seed: another(), fault });
  const context: Context = { time, api, log, random: seeded(another()), fault };
  startControllers(context, { nodes });
  startScheduler(context);
  const images = createImages();
  const network = createNetwork(context);
  const pods = startKubelet(context, { images, network });
  return { time, api, pods, net: network, images, log, faults: () => faults, dispose: () => time.end() };
}
