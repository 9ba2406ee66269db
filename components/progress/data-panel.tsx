'use client';

import { useState } from 'react';
import { AsideNotice } from './aside-notice';
import { ClearData } from './clear-data';
import { download } from './download';
import { ImportData } from './import-data';
import { TroubleNotice } from './trouble-notice';
import { useProgress, useProgressState } from './use-progress';

/** What this browser knows of the learner, and all that can be done with it. */
export default function DataPanel() {
  const progress = useProgress();
  const trouble = useProgressState(progress, (state) => state.trouble);
  const aside = useProgressState(progress, (state) => state.aside);
  const events = useProgressState(progress, (state) => state.events.length);
  const [said, setSaid] = useState('');
  if (progress === undefined) return <div className="text-quiet">Looking at what is saved …</div>;

  const save = async () => {
    const file = await progress.exportFile();
    download(file);
    setSaid(`Saved as ${file.name}.`);
  };
  const attempt = (work: Promise<void>) => {
    setSaid('');
    work.catch((error) => {
      console.warn(error);
      setSaid('That did not work: this browser’s storage did not answer. Nothing was changed.');
    });
  };
  return (
    <div className="grid gap-6 text-ink">
      <div>
        <div className="text-quiet">
          Files, answers and progress are kept in this browser and nowhere else. Nothing is sent anywhere.
        </div>
        <div role="status" className="pt-2 font-bold empty:pt-0">
          {said}
        </div>
      </div>
      {trouble === undefined ? null : <TroubleNotice trouble={trouble} />}
      <AsideNotice progress={progress} aside={aside} />
      <div className="grid gap-2">
        <h3 className="font-bold">Take it with you</h3>
        <div className="text-quiet text-sm">
          One file with everything: {events === 1 ? '1 entry' : `${events} entries`} of progress and the
          drafts of your lessons.
        </div>
        <div>
          <button type="button" className="button-quiet" onClick={() => attempt(save())}>
            Export
          </button>
        </div>
      </div>
      <ImportData progress={progress} attempt={attempt} say={setSaid} />
      <ClearData progress={progress} attempt={attempt} say={setSaid} />
    </div>
  );
}
