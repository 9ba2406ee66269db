import type { ApiObject, Manifest } from '../../interface';
import type { Hand } from './hand';

/**
 * Creates a Pod and says so in an Event about its owner. Answers the API's words when it refused.
 * As pkg/controller/controller_utils.go, RealPodControl.createPods.
 */
export function createPod(hand: Hand, owner: ApiObject, pod: Manifest, why: string): string | undefined {
  const answer = hand.create(pod, why);
  if (answer.ok) {
    hand.normal(owner, 'SuccessfulCreate', `Created pod: ${answer.value.metadata.name}`);
    return undefined;
  }
  // The namespace goes away, and all in it: that is no failure.
  const goesAway = answer.error.causes?.some((cause) => cause.reason === 'NamespaceTerminating');
  if (!goesAway) hand.warning(owner, 'FailedCreate', `Error creating: ${answer.error.message}`);
  return answer.error.message;
}

/** Deletes a Pod and says so. As pkg/controller/controller_utils.go, RealPodControl.DeletePod. */
export function deletePod(hand: Hand, owner: ApiObject, pod: ApiObject, why: string): boolean {
  const refused = hand.delete(pod, why);
  if (refused) {
    hand.warning(owner, 'FailedDelete', `Error deleting: ${refused.message}`);
    return false;
  }
  hand.normal(owner, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
  return true;
}

/**
 * Creates many Pods, first one, then two, four, ...: when one is refused, the rest is not tried. Answers how many came about
 * and the first refusal. As pkg/controller/replicaset/replica_set.go, slowStartBatch.
 */
export function slowStart(
  count: number,
  create: (i: number) => string | undefined,
): { created: number; refused?: string } {
  let created = 0;
  let i = 0;
  for (let batch = 1; i < count; batch *= 2) {
    let refused: string | undefined;
    for (const end = Math.min(count, i + batch); i < end; i++) {
      const answer = create(i);
      if (answer === undefined) created++;
      else refused ??= answer;
    }
    if (refused !== undefined) return { created, refused };
  }
  return { created };
}
