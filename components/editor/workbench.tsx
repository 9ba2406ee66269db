'use client';

import { useEffect, useRef, useState } from 'react';
import { type LabClient, labStore, startSession } from '@/lib/lab';
import { fetchFiles } from './files';
import { ClientContext, useLab } from './session';
import { Toolbar } from './toolbar';
import { WorkbenchLayout } from './workbench-layout';

export interface WorkbenchProps {
  /** The lesson's id: `week1/day6`. */
  lesson: string;
  /** The address of the lesson's files: `{ start, solution }`, each a record from path to text. */
  filesUrl: string;
  /** The file to open when the learner has none open. */
  opens?: string;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Fetches the files, fills the store, starts the worker; undoes it all when the workbench leaves the page. */
function useSession({ lesson, filesUrl, opens }: WorkbenchProps): LabClient | undefined {
  const [client, setClient] = useState<LabClient>();
  useEffect(() => {
    let gone = false;
    let started: LabClient | undefined;
    labStore.loading(lesson);
    fetchFiles(filesUrl)
      .then((files) => {
        if (gone) return;
        labStore.begin({ lesson, ...files, opens });
        started = startSession(labStore, lesson);
        setClient(started);
      })
      .catch((error) => {
        if (!gone) labStore.failed(messageOf(error));
      });
    return () => {
      gone = true;
      started?.close();
      setClient(undefined);
      labStore.close();
    };
  }, [lesson, filesUrl, opens]);
  return client;
}

function Trouble() {
  const trouble = useLab((state) => state.trouble);
  if (trouble === undefined) return null;
  return (
    <p role="alert" className="border-line border-b px-3 py-2 text-error text-sm">
      {trouble.split('\n')[0]} Your files are safe.
    </p>
  );
}

/** The learner's files, an editor that checks them, and what it found. Fills the box it stands in. */
export default function Workbench(props: WorkbenchProps) {
  const client = useSession(props);
  const status = useLab((state) => state.status);
  const box = useRef<HTMLDivElement>(null);

  return (
    <div
      ref={box}
      className="flex h-full min-h-96 min-w-0 flex-col overflow-hidden bg-raised text-ink leading-normal"
    >
      {status === 'failed' ? (
        <Failed />
      ) : client === undefined ? (
        <p className="p-4 text-quiet text-sm">The files are loading.</p>
      ) : (
        <ClientContext value={client}>
          <Toolbar />
          <Trouble />
          <WorkbenchLayout box={box} />
        </ClientContext>
      )}
    </div>
  );
}

function Failed() {
  const trouble = useLab((state) => state.trouble);
  return (
    <div role="alert" className="flex flex-col items-start gap-3 p-4 text-sm">
      <p>{trouble}</p>
      <button type="button" className="button-quiet" onClick={() => location.reload()}>
        Load the page anew
      </button>
    </div>
  );
}
