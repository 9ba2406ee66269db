import type { ApiObject } from '../../interface';
import { mapAt, textMapAt } from '../../object';
import { isReplicaSet, type ReplicaSet } from '../../types/workloads';
import type { ReplicaKind } from './controller';

export const REPLICA_SETS: ReplicaKind = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  component: 'replicaset-controller',
  view: (object) => (isReplicaSet(object) ? object : undefined),
};

/** As pkg/controller/replication: a ReplicationController is a ReplicaSet whose selector is a plain map. */
export const REPLICATION_CONTROLLERS: ReplicaKind = {
  apiVersion: 'v1',
  kind: 'ReplicationController',
  component: 'replication-controller',
  view: asReplicaSet,
};

function asReplicaSet(object: ApiObject): ReplicaSet | undefined {
  if (object.kind !== 'ReplicationController' || !object.spec) return undefined;
  const spec = { ...mapAt(object.spec), selector: { matchLabels: textMapAt(object.spec, 'selector') } };
  const set = { ...object, apiVersion: 'apps/v1', kind: 'ReplicaSet', spec };
  return isReplicaSet(set) ? set : undefined;
}
