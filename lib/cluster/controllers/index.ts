import type { Context } from '../context';
import { AutoscalingController } from './autoscaling/controller';
import { CronJobController } from './cronjob/controller';
import { DaemonSetController } from './daemonset/controller';
import { DeploymentController } from './deployment/controller';
import { DisruptionController } from './disruption/controller';
import { EndpointsController } from './endpoints/controller';
import { EvictionController } from './eviction/controller';
import { JobController } from './job/controller';
import { NamespaceFurnisher } from './namespace/furnish';
import { bootNodes } from './node/boot';
import { QuotaController } from './quota/controller';
import { ReplicaSetController } from './replicaset/controller';
import { REPLICA_SETS, REPLICATION_CONTROLLERS } from './replicaset/kinds';
import { StatefulSetController } from './statefulset/controller';
import { TtlController } from './ttl/controller';
import { startVolumes } from './volume';

/** Starts what kube-controller-manager runs, with `nodes` nodes. It works by events of the context's time, and ends with it. */
export function startControllers(context: Context, { nodes = 1 }: { nodes?: number } = {}): void {
  bootNodes(context, nodes);
  new NamespaceFurnisher(context);
  startVolumes(context);
  new JobController(context);
  new TtlController(context);
  new CronJobController(context);
  new ReplicaSetController(context, REPLICA_SETS);
  new ReplicaSetController(context, REPLICATION_CONTROLLERS);
  new DeploymentController(context);
  new StatefulSetController(context);
  new DaemonSetController(context);
  new EndpointsController(context);
  new DisruptionController(context);
  new AutoscalingController(context);
  new QuotaController(context);
  new EvictionController(context);
}
