'use client';

import { lazy, Suspense, useState } from 'react';
import { useDraft, useDraftState, useProgress, useProgressState } from './use-progress';

// Most visits have nothing to say.
const NoticeList = lazy(() => import('./notice-list'));

/**
 * Everything that has to be said about the learner's saved work in a lesson: what was restored, what cannot be kept,
 * what was set aside, what another tab changed. Floats at the window's lower edge, so that the text does not jump.
 */
export function Notices({ lesson }: { lesson: string }) {
  const progress = useProgress();
  const draft = useDraft(lesson);
  const ofProgress = useProgressState(
    progress,
    ({ trouble, aside }) => trouble !== undefined || aside.length > 0,
  );
  const ofDraft = useDraftState(
    draft,
    ({ restored, beside, elsewhere }) => restored !== undefined || beside.length + elsewhere.length > 0,
  );
  // Once there is something to say it stays, since a line may be answered by another: "You start fresh. Undo".
  const [wanted, setWanted] = useState(false);
  if ((ofProgress || ofDraft) && !wanted) setWanted(true);
  return (
    <section
      aria-label="Your saved work"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-18 left-4 z-30 flex max-h-[60dvh] flex-col gap-2 overflow-y-auto sm:right-auto sm:w-[26rem] min-[68.75rem]:bottom-4 *:pointer-events-auto *:shadow-sm"
    >
      {wanted && progress !== undefined ? (
        <Suspense fallback={null}>
          <NoticeList lesson={lesson} progress={progress} draft={draft} />
        </Suspense>
      ) : null}
    </section>
  );
}
