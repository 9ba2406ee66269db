'use client';

import { useState } from 'react';
import type { Draft, Progress, Trouble } from '@/lib/progress';
import { AsideNotice } from './aside-notice';
import { BesideNotice } from './beside-notice';
import { download } from './download';
import { Notice } from './notice';
import { RestoreBanner } from './restore-banner';
import { TroubleNotice } from './trouble-notice';
import { useDraftState, useProgressState } from './use-progress';

interface NoticeListProps {
  lesson: string;
  progress: Progress;
  draft: Draft | undefined;
}

/** The lines themselves, one below the other. */
export default function NoticeList({ lesson, progress, draft }: NoticeListProps) {
  const trouble = useProgressState(progress, (state) => state.trouble);
  const aside = useProgressState(progress, (state) => state.aside);
  const beside = useDraftState(draft, (state) => state.beside);
  const elsewhere = useDraftState(draft, (state) => state.elsewhere);
  const [seen, setSeen] = useState<Trouble>();
  return (
    <>
      <RestoreBanner lesson={lesson} />
      {trouble === undefined || trouble === seen ? null : (
        <TroubleNotice
          trouble={trouble}
          onDismiss={() => setSeen(trouble)}
          onExport={() => {
            progress
              .exportFile()
              .then(download)
              .catch((error) => console.warn('The export did not work:', error));
          }}
        />
      )}
      <AsideNotice progress={progress} aside={aside} />
      {draft === undefined || elsewhere.length === 0 ? null : (
        <Notice onDismiss={draft.dismiss}>
          Another tab changed {elsewhere.length === 1 ? elsewhere[0] : `${elsewhere.length} files`}. You see
          the latest version here too.
        </Notice>
      )}
      {draft === undefined
        ? null
        : beside.map((one) => <BesideNotice key={one.id} draft={draft} beside={one} />)}
    </>
  );
}
