import type { ApiObject, JsonMap } from '../../interface';
import { at, copy, equal, isMap, numberAt } from '../../object';
import type { LabelSelector, Template } from '../../types/workloads';
import type { ObjectCache } from '../shared/cache';
import { claim } from '../shared/claim';
import type { Hand } from '../shared/hand';
import { shortHash } from '../shared/hash';
import { controllerRef } from '../shared/owners';

/** On Pods: which revision they were made from. */
export const REVISION_LABEL = 'controller-revision-hash';

/** What has revisions: a StatefulSet or a DaemonSet. */
type Revised = ApiObject & {
  spec: { selector?: LabelSelector; template?: Template; revisionHistoryLimit?: number };
};

export const nameOf = (revision: ApiObject): string => revision.metadata.name;
const numberOf = (revision: ApiObject): number => numberAt(revision, 'revision') ?? 0;
const byNumber = (a: ApiObject, b: ApiObject): number =>
  numberOf(a) - numberOf(b) || (nameOf(a) < nameOf(b) ? -1 : 1);

/** What a revision keeps: the template, to be put in place of another. As pkg/controller/statefulset/stateful_set_utils.go, getPatch. */
const dataOf = (owner: Revised): JsonMap => ({
  spec: { template: { ...copy(owner.spec.template ?? {}), $patch: 'replace' } },
});

/** The template that a revision keeps. */
export function templateOf(revision: ApiObject): Template | undefined {
  const template = at(revision, 'data', 'spec', 'template');
  if (!isMap(template)) return undefined;
  const { $patch: _, ...kept } = template;
  return kept;
}

/** All revisions of an owner, oldest first, and that of its present template. */
export interface Revisions {
  all: ApiObject[];
  latest: ApiObject;
}

/**
 * Sees to it that there is a revision of the owner's template, and that it has the highest number.
 * As stateful_set_control.go, getStatefulSetRevisions. Undefined when the API refused.
 */
export function ensureRevision(
  hand: Hand,
  owner: Revised,
  cache: ObjectCache,
  collisions: number,
): Revisions | undefined {
  const all = claim(hand, owner, owner.spec.selector, cache).sort(byNumber);
  const data = dataOf(owner);
  const same = all.filter((revision) => equal(at(revision, 'data'), data)).at(-1);
  const highest = all.at(-1);
  const next = (highest ? numberOf(highest) : 0) + 1;
  if (same && same === highest) return { all, latest: same };
  if (same) {
    const answer = hand.update(same, { revision: next }, `its template is wanted again, as revision ${next}`);
    if (!answer.ok) return undefined;
    return { all: [...all.filter((revision) => revision !== same), answer.value], latest: answer.value };
  }
  const hash = shortHash(data, collisions);
  const answer = hand.create(
    {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name: `${owner.metadata.name}-${hash}`,
        namespace: owner.metadata.namespace,
        labels: { ...owner.spec.template?.metadata?.labels, 'controller.kubernetes.io/hash': hash },
        ownerReferences: [controllerRef(owner)],
      },
      data,
      revision: next,
    },
    `revision ${next} of the template`,
  );
  return answer.ok ? { all: [...all, answer.value], latest: answer.value } : undefined;
}

/** Deletes the oldest revisions that nothing uses. As stateful_set_control.go, truncateHistory. */
export function truncate(hand: Hand, owner: Revised, { all }: Revisions, used: ReadonlySet<string>): void {
  const limit = owner.spec.revisionHistoryLimit ?? 10;
  const idle = all.filter((revision) => !used.has(nameOf(revision)));
  for (const revision of idle.slice(0, Math.max(0, idle.length - limit)))
    hand.delete(revision, `more than ${limit} old revisions (revisionHistoryLimit)`);
}
