'use client';

import { useState } from 'react';
import { Notice } from './notice';
import { useDraft, useDraftState } from './use-progress';
import { whenOf } from './when';

/** "Your draft of Tuesday is restored. Start fresh?" and, after that, the way back. */
export function RestoreBanner({ lesson }: { lesson: string }) {
  const draft = useDraft(lesson);
  const restored = useDraftState(draft, (state) => state.restored);
  const place = useDraftState(draft, (state) => state.desk.place);
  const [fresh, setFresh] = useState<string>();
  const [failed, setFailed] = useState(false);
  if (draft === undefined) return null;

  const attempt = (work: Promise<void>) => {
    setFailed(false);
    work.catch((error) => {
      console.warn('The draft could not be changed:', error);
      setFailed(true);
    });
  };
  const startFresh = async () => setFresh(await draft.reset({ scope: 'lesson' }));
  const undo = async (id: string) => {
    await draft.undo(id);
    setFresh(undefined);
  };

  if (failed)
    return (
      <Notice tone="warning" onDismiss={() => setFailed(false)}>
        The draft could not be changed, because this browser’s storage did not answer. Reload the page and try
        again.
      </Notice>
    );
  if (fresh !== undefined)
    return (
      <Notice
        onDismiss={() => setFresh(undefined)}
        actions={
          <button type="button" className="button-quiet" onClick={() => attempt(undo(fresh))}>
            Undo
          </button>
        }
      >
        You start fresh: files and answers are as the lesson begins.
      </Notice>
    );
  if (restored === undefined) return null;
  return (
    <Notice
      onDismiss={draft.dismiss}
      actions={
        <>
          {place === undefined ? null : (
            <a className="button-quiet" href={`#${place.anchor}`} onClick={draft.dismiss}>
              Go on where you stopped
            </a>
          )}
          <button type="button" className="button-quiet" onClick={() => attempt(startFresh())}>
            Start fresh
          </button>
        </>
      }
    >
      Your draft of {whenOf(restored.at, Date.now())} is restored.
    </Notice>
  );
}
