'use client';

import { useState } from 'react';
import type { Progress } from '@/lib/progress';

interface ClearDataProps {
  progress: Progress;
  attempt: (work: Promise<void>) => void;
  say: (text: string) => void;
}

/** Throws everything away, after asking. */
export function ClearData({ progress, attempt, say }: ClearDataProps) {
  const [asking, setAsking] = useState(false);
  const clear = async () => {
    await progress.clear();
    setAsking(false);
    say('Everything is cleared.');
  };
  return (
    <div className="grid gap-2">
      <h3 className="font-bold">Clear everything</h3>
      <div className="text-quiet text-sm">
        Progress, drafts and answers of all lessons are thrown away, in every tab. This cannot be undone,
        except by importing an export.
      </div>
      <div className="flex flex-wrap gap-2">
        {asking ? (
          <>
            <button
              type="button"
              className="button-quiet border-error text-error"
              onClick={() => attempt(clear())}
            >
              Yes, clear everything
            </button>
            <button type="button" className="button-quiet" onClick={() => setAsking(false)}>
              Keep it
            </button>
          </>
        ) : (
          <button type="button" className="button-quiet" onClick={() => setAsking(true)}>
            Clear everything …
          </button>
        )}
      </div>
    </div>
  );
}
