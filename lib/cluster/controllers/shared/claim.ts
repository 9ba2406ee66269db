import type { ApiObject } from '../../interface';
import type { LabelSelector } from '../../types/workloads';
import type { ObjectCache } from './cache';
import type { Hand } from './hand';
import { controllerOf, controllerRef } from './owners';
import { selects } from './selector';

/**
 * The children of a controller: its own that still match; orphans that match are adopted, own ones that no longer match are let go.
 * As pkg/controller/controller_ref_manager.go, ClaimPods.
 */
export function claim(
  hand: Hand,
  owner: ApiObject,
  selector: LabelSelector | undefined,
  children: ObjectCache,
): ApiObject[] {
  const mine = children.ownedBy(owner.metadata.uid);
  const kept = mine.filter((child) => {
    if (selects(selector, child.metadata.labels)) return true;
    if (!owner.metadata.deletionTimestamp) letGo(hand, owner, child);
    return false;
  });
  if (owner.metadata.deletionTimestamp || !selector) return kept;
  const orphans = children
    .labelled(owner.metadata.namespace, selector.matchLabels ?? {})
    .filter(
      (child) =>
        !controllerOf(child) && !child.metadata.deletionTimestamp && selects(selector, child.metadata.labels),
    );
  return [...kept, ...orphans.filter((child) => adopt(hand, owner, child))];
}

function adopt(hand: Hand, owner: ApiObject, child: ApiObject): boolean {
  const ownerReferences = [...(child.metadata.ownerReferences ?? []), controllerRef(owner)];
  const why = `${owner.kind} ${owner.metadata.name} selects it and nothing else controls it`;
  return hand.patch(child, { metadata: { ownerReferences } }, why) === undefined;
}

function letGo(hand: Hand, owner: ApiObject, child: ApiObject): void {
  const ownerReferences = (child.metadata.ownerReferences ?? []).filter(
    (reference) => reference.uid !== owner.metadata.uid,
  );
  const why = `its labels no longer match the selector of ${owner.kind} ${owner.metadata.name}`;
  hand.patch(child, { metadata: { ownerReferences: ownerReferences.length ? ownerReferences : null } }, why);
}
