import type { Keeper, Lab } from '@/lib/lab';
import type { Draft } from '@/lib/progress';
import { changesBetween, type Tree, withFiles } from '@/lib/tree';

/** The learner's files: the lesson's start with the draft laid over it. */
export function treeOfDraft(start: Tree, draft: Draft): Tree {
  const { files } = draft.store.getState();
  return withFiles(
    start,
    [...files].map(([path, content]) => [path, content ?? undefined] as const),
  );
}

/**
 * Resets go through the draft, which records them and can take them back on a later visit. A full or closed storage is
 * told by the draft itself, in a notice; the reset is done all the same.
 */
export function keeperOf(draft: Draft): Keeper {
  return {
    reset: (what) => draft.reset(what).catch(() => undefined),
    undo: (id) => draft.undo(id).catch(() => false),
  };
}

/** What is the same as in the start leaves the draft; everything else is written to it. */
function keep(draft: Draft, start: Tree, before: Tree, after: Tree): void {
  for (const { path, after: content } of changesBetween(before, after)) {
    if (content === start.get(path)) draft.forget([path]);
    else draft.write(path, content ?? null);
  }
}

/** Keeps lab and draft the same in both directions, files and what is open. Gives back the way to stop. */
export function linkDraft(lab: Lab, draft: Draft): () => void {
  const { start } = lab.getState();
  /** The draft is told file by file; what it holds in between is not for the lab to follow. */
  let telling = false;
  const stopSaving = lab.subscribe((state, before) => {
    if (state.tree !== before.tree) {
      telling = true;
      keep(draft, start, before.tree, state.tree);
      telling = false;
    }
    if (state.tabs !== before.tabs || state.active !== before.active)
      draft.arrange({ tabs: [...state.tabs], ...(state.active !== undefined && { active: state.active }) });
  });
  const stopFollowing = draft.store.subscribe((state, before) => {
    if (telling || state.files === before.files) return;
    const theirs = treeOfDraft(start, draft);
    if (changesBetween(lab.getState().tree, theirs).length > 0) lab.adopt(theirs);
  });
  return () => {
    stopSaving();
    stopFollowing();
  };
}
