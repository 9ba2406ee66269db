'use client';

import { lazy, Suspense, useRef, useState } from 'react';

// Loaded when it is opened: few do, and every page has the button.
const DataPanel = lazy(() => import('./data-panel'));

/** A button "Your data" and the dialog that it opens. */
export function DataDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <button
        type="button"
        className="underline underline-offset-4"
        onClick={() => {
          setWanted(true);
          dialog.current?.showModal();
        }}
      >
        Your data
      </button>
      <dialog
        ref={dialog}
        aria-labelledby="your-data"
        onClose={() => setWanted(false)}
        className="m-auto max-h-[90dvh] w-[min(36rem,calc(100vw-2rem))] overflow-y-auto rounded-md border border-line bg-paper p-6 text-base text-ink backdrop:bg-[rgb(0_0_0/0.4)]"
      >
        <div className="mb-4 flex items-center justify-between gap-4">
          <h2 id="your-data" className="font-bold text-xl">
            Your data
          </h2>
          <button type="button" className="button-quiet" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        {wanted ? (
          <Suspense fallback={<div className="text-quiet">Looking at what is saved …</div>}>
            <DataPanel />
          </Suspense>
        ) : null}
      </dialog>
    </>
  );
}
