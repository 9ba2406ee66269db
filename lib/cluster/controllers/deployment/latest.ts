import { equal } from '../../object';
import { type Deployment, isDeployment, isReplicaSet, type ReplicaSet } from '../../types/workloads';
import { type Hand, refOf } from '../shared/hand';
import { controllerOf } from '../shared/owners';
import { newSetAnnotations, REVISION, revisionOf } from './annotations';
import { condition, conditionIn, withCondition } from './conditions';
import { newReplicaSet } from './new-set';
import { type Sets, sameTemplate } from './sets';
import { hasDeadline } from './status';

/** A Deployment with the ReplicaSet of its template there and numbered, or `retry` when the API refused. */
export type Ensured = { deployment: Deployment; sets: Sets } | 'retry';

/** As sync.go, getAllReplicaSetsAndSyncRevision and getNewReplicaSet. */
export function ensureLatest(
  hand: Hand,
  deployment: Deployment,
  sets: Sets,
  now: number,
  mayCreate: boolean,
): Ensured {
  const revision = Math.max(0, ...sets.old.map(revisionOf)) + 1;
  if (sets.latest) return numbered(hand, deployment, { ...sets, latest: sets.latest }, revision, now);
  if (!mayCreate) return { deployment, sets };
  const manifest = newReplicaSet(deployment, sets, revision);
  const answer = hand.create(manifest, `revision ${revision} of the Deployment's template`);
  if (!answer.ok) return refusedSet(hand, deployment, manifest, answer.error, now);
  const latest = answer.value;
  if (!isReplicaSet(latest)) return 'retry';
  const { name } = latest.metadata;
  if (latest.spec.replicas)
    hand.normal(
      deployment,
      'ScalingReplicaSet',
      `Scaled up replica set ${name} from 0 to ${latest.spec.replicas}`,
    );
  const message = `Created new replica set "${name}"`;
  const marked = mark(
    hand,
    deployment,
    revision,
    condition('Progressing', 'True', 'NewReplicaSetCreated', message, now),
  );
  return marked ? { deployment: marked, sets: { ...sets, latest } } : 'retry';
}

function numbered(
  hand: Hand,
  deployment: Deployment,
  sets: Sets & { latest: ReplicaSet },
  revision: number,
  now: number,
): Ensured {
  let { latest } = sets;
  const before = latest.metadata.annotations ?? {};
  const annotations = newSetAnnotations(deployment, before, revision, true);
  const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
  if (!equal(annotations, before) || (latest.spec.minReadySeconds ?? 0) !== minReadySeconds) {
    const metadata = { ...latest.metadata, annotations };
    const spec = { ...latest.spec, minReadySeconds };
    const answer = hand.update(latest, { metadata, spec }, `it is revision ${annotations[REVISION]} now`);
    if (!answer.ok || !isReplicaSet(answer.value)) return 'retry';
    latest = answer.value;
  }
  const found =
    hasDeadline(deployment) && !conditionIn(deployment.status?.conditions ?? [], 'Progressing')
      ? condition(
          'Progressing',
          'True',
          'FoundNewReplicaSet',
          `Found new replica set "${latest.metadata.name}"`,
          now,
        )
      : undefined;
  const marked = mark(hand, deployment, revisionOf(latest), found);
  return marked ? { deployment: marked, sets: { ...sets, latest } } : 'retry';
}

/** Writes the revision, and a condition if there is one to tell. */
function mark(
  hand: Hand,
  deployment: Deployment,
  revision: number,
  progressing: ReturnType<typeof condition> | undefined,
): Deployment | undefined {
  let current = deployment;
  if (revisionOf(current) !== revision) {
    const annotations = { ...current.metadata.annotations, [REVISION]: `${revision}` };
    const metadata = { ...current.metadata, annotations };
    const answer = hand.update(current, { metadata }, `revision ${revision}`);
    if (!answer.ok || !isDeployment(answer.value)) return undefined;
    current = answer.value;
  }
  if (!progressing || !hasDeadline(current)) return current;
  const conditions = withCondition(current.status?.conditions ?? [], progressing);
  const written = hand.status(current, { ...current.status, conditions }, progressing.message ?? '');
  return written && isDeployment(written) ? written : undefined;
}

/** Another ReplicaSet has the name, or the API refuses it. */
function refusedSet(
  hand: Hand,
  deployment: Deployment,
  manifest: ReturnType<typeof newReplicaSet>,
  error: { reason: string; message: string; causes?: { reason: string }[] },
  now: number,
): 'retry' {
  const name = `${deployment.metadata.name}-${hashOf(manifest)}`;
  if (error.reason === 'AlreadyExists') {
    const there = hand.read({ ...refOf(deployment), kind: 'ReplicaSet', name });
    const same =
      there &&
      isReplicaSet(there) &&
      controllerOf(there)?.uid === deployment.metadata.uid &&
      sameTemplate(there.spec.template, deployment.spec.template);
    const collisionCount = (deployment.status?.collisionCount ?? 0) + 1;
    if (!same)
      hand.status(
        deployment,
        { ...deployment.status, collisionCount },
        `the name ${name} is taken by another ReplicaSet`,
      );
    return 'retry';
  }
  if (error.causes?.some(({ reason }) => reason === 'NamespaceTerminating')) return 'retry';
  const message = `Failed to create new replica set "${name}": ${error.message}`;
  hand.warning(deployment, 'ReplicaSetCreateError', message);
  mark(
    hand,
    deployment,
    revisionOf(deployment),
    condition('Progressing', 'False', 'ReplicaSetCreateError', message, now),
  );
  return 'retry';
}

const hashOf = ({ metadata }: { metadata?: unknown }): string => {
  const name = isNamed(metadata) ? metadata.name : '';
  return name.slice(name.lastIndexOf('-') + 1);
};

const isNamed = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
