import type { JsonMap } from '../../interface';
import { mapsAt } from '../../object';
import { defaultTemplate } from './pod';
import { mapIn, preset } from './preset';

/** As pkg/apis/apps/v1/defaults.go, SetDefaults_Deployment. */
export function defaultDeployment(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (!spec) return;
  preset(spec, 'replicas', 1);
  preset(spec, 'revisionHistoryLimit', 10);
  preset(spec, 'progressDeadlineSeconds', 600);
  preset(spec, 'strategy', {});
  const strategy = mapIn(spec, 'strategy');
  if (strategy) {
    preset(strategy, 'type', 'RollingUpdate');
    if (strategy.type === 'RollingUpdate') {
      preset(strategy, 'rollingUpdate', {});
      const rolling = mapIn(strategy, 'rollingUpdate');
      if (rolling) {
        preset(rolling, 'maxUnavailable', '25%');
        preset(rolling, 'maxSurge', '25%');
      }
    }
  }
  defaultTemplate(spec);
}

/** As SetDefaults_ReplicaSet. */
export function defaultReplicaSet(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (!spec) return;
  preset(spec, 'replicas', 1);
  defaultTemplate(spec);
}

/** As SetDefaults_StatefulSet. */
export function defaultStatefulSet(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (!spec) return;
  preset(spec, 'replicas', 1);
  preset(spec, 'revisionHistoryLimit', 10);
  preset(spec, 'podManagementPolicy', 'OrderedReady');
  preset(spec, 'updateStrategy', {});
  const strategy = mapIn(spec, 'updateStrategy');
  if (strategy) {
    preset(strategy, 'type', 'RollingUpdate');
    if (strategy.type === 'RollingUpdate') {
      preset(strategy, 'rollingUpdate', {});
      const rolling = mapIn(strategy, 'rollingUpdate');
      if (rolling) preset(rolling, 'partition', 0);
    }
  }
  preset(spec, 'persistentVolumeClaimRetentionPolicy', {});
  const retention = mapIn(spec, 'persistentVolumeClaimRetentionPolicy');
  if (retention) {
    preset(retention, 'whenDeleted', 'Retain');
    preset(retention, 'whenScaled', 'Retain');
  }
  for (const claim of mapsAt(spec, 'volumeClaimTemplates')) {
    preset(claim, 'apiVersion', 'v1');
    preset(claim, 'kind', 'PersistentVolumeClaim');
    defaultClaim(claim);
  }
  defaultTemplate(spec);
}

/** As SetDefaults_DaemonSet. */
export function defaultDaemonSet(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (!spec) return;
  preset(spec, 'revisionHistoryLimit', 10);
  preset(spec, 'updateStrategy', {});
  const strategy = mapIn(spec, 'updateStrategy');
  if (strategy) {
    preset(strategy, 'type', 'RollingUpdate');
    if (strategy.type === 'RollingUpdate') {
      preset(strategy, 'rollingUpdate', {});
      const rolling = mapIn(strategy, 'rollingUpdate');
      if (rolling) {
        preset(rolling, 'maxUnavailable', 1);
        preset(rolling, 'maxSurge', 0);
      }
    }
  }
  defaultTemplate(spec);
}

/** As pkg/apis/batch/v1/defaults.go, SetDefaults_Job. */
export function defaultJobSpec(spec: JsonMap): void {
  // Neither given: one Pod. Parallelism alone means a work queue.
  if (spec.completions === undefined && spec.parallelism === undefined) spec.completions = 1;
  preset(spec, 'parallelism', 1);
  preset(spec, 'backoffLimit', spec.backoffLimitPerIndex === undefined ? 6 : 2147483647);
  preset(spec, 'completionMode', 'NonIndexed');
  preset(spec, 'suspend', false);
  preset(
    spec,
    'podReplacementPolicy',
    spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
  );
  defaultTemplate(spec);
}

/** As SetDefaults_CronJob. */
export function defaultCronJob(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (!spec) return;
  preset(spec, 'concurrencyPolicy', 'Allow');
  preset(spec, 'suspend', false);
  preset(spec, 'successfulJobsHistoryLimit', 3);
  preset(spec, 'failedJobsHistoryLimit', 1);
  defaultTemplate(mapIn(mapIn(spec, 'jobTemplate'), 'spec'));
}

/** As SetDefaults_PersistentVolumeClaim. */
export function defaultClaim(object: JsonMap): void {
  const spec = mapIn(object, 'spec');
  if (spec) preset(spec, 'volumeMode', 'Filesystem');
  preset(object, 'status', {});
  const status = mapIn(object, 'status');
  if (status) preset(status, 'phase', 'Pending');
}
