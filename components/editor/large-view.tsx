'use client';

import { labStore } from '@/lib/lab';
import { nameOf } from '@/lib/tree';
import { download } from './bytes-view';

/** The longest text that the editor shows, in UTF-16 units; one of five million holds the page up for seconds. */
export const LONGEST_SHOWN = 1_500_000;

const SHOWN = 4000;

/** A file that is too long for the editor: what that means, and what can be done. */
export function LargeView({ path, text }: { path: string; text: string }) {
  return (
    <div className="min-h-0 grow overflow-auto p-4 text-sm">
      <p className="font-semibold">{nameOf(path)} is too long for the editor.</p>
      <p className="mt-1 max-w-prose text-quiet">
        It has {(text.length / 1_000_000).toFixed(1)} million characters. A cluster refuses objects of more
        than about 1.5 MB, so such a file does not belong into a lesson's repository. It begins as below.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <button type="button" className="button-quiet" onClick={() => labStore.remove(path)}>
          Delete
        </button>
        <button type="button" className="button-quiet" onClick={() => download(path, text)}>
          Download
        </button>
      </div>
      <pre className="mt-4 whitespace-pre-wrap break-all rounded-md bg-sunken p-3 text-xs">
        {text.slice(0, SHOWN)}
      </pre>
    </div>
  );
}
