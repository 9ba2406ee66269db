'use client';

import { useState } from 'react';
import type { Trouble } from '@/lib/progress';
import { AsideNotice } from './aside-notice';
import { BesideNotice } from './beside-notice';
import { Notice } from './notice';
import { RestoreBanner } from './restore-banner';
import { TroubleNotice } from './trouble-notice';
import { useDraft, useDraftState, useProgress, useProgressState } from './use-progress';

/**
 * Everything that has to be said about the learner's saved work in a lesson: what was restored, what cannot be kept,
 * what was set aside, what another tab changed. Floats at the window's lower edge, so that the text does not jump.
 */
export function Notices({ lesson }: { lesson: string }) {
  const progress = useProgress();
  const draft = useDraft(lesson);
  const trouble = useProgressState(progress, (state) => state.trouble);
  const aside = useProgressState(progress, (state) => state.aside);
  const beside = useDraftState(draft, (state) => state.beside);
  const elsewhere = useDraftState(draft, (state) => state.elsewhere);
  const [seen, setSeen] = useState<Trouble>();
  return (
    <section
      aria-label="Your saved work"
      aria-live="polite"
      className="progress-notices pointer-events-none fixed right-4 bottom-18 left-4 z-30 flex max-h-[60dvh] flex-col gap-2 overflow-y-auto sm:right-auto sm:w-[26rem] min-[68.75rem]:bottom-4 *:pointer-events-auto *:shadow-sm"
    >
      <RestoreBanner lesson={lesson} />
      {trouble === undefined || trouble === seen ? null : (
        <TroubleNotice trouble={trouble} onDismiss={() => setSeen(trouble)} />
      )}
      {progress === undefined ? null : <AsideNotice progress={progress} aside={aside} />}
      {draft === undefined || elsewhere.length === 0 ? null : (
        <Notice onDismiss={draft.dismiss}>
          Another tab changed {elsewhere.length === 1 ? elsewhere[0] : `${elsewhere.length} files`}. You see
          the latest version here too.
        </Notice>
      )}
      {draft === undefined
        ? null
        : beside.map((one) => <BesideNotice key={one.id} draft={draft} beside={one} />)}
    </section>
  );
}
