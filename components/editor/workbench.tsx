'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type LabClient, labStore, startSession } from '@/lib/lab';
import { type Draft, progressHere } from '@/lib/progress';
import { keeperOf, linkDraft, treeOfDraft } from './draft-link';
import { fetchFiles } from './files';
import { SessionContext, useLab } from './session';
import { Toolbar } from './toolbar';
import { WorkbenchLayout } from './workbench-layout';

interface Source {
  /** The lesson's id: `week1/day6`. */
  lesson: string;
  /** The address of the lesson's files: `{ start, solution, stages }`, records from path to text. */
  filesUrl: string;
  /** The file to open when the learner has none open. */
  opens?: string;
}

export interface WorkbenchProps extends Source {
  /** The button that closes the workbench; it stands in the workbench's own bar. */
  close: ReactNode;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Everything that an open workbench holds on to. */
interface Session {
  client: LabClient;
  draft: Draft;
  close(): void;
}

/** Fetches files and draft, fills the store, starts the worker. */
async function open({ lesson, filesUrl, opens }: Source, isGone: () => boolean) {
  const [files, draft] = await Promise.all([
    fetchFiles(filesUrl),
    progressHere().then((progress) => progress.draft(lesson)),
  ]);
  if (isGone()) return undefined;
  const { tabs, active, cursor } = draft.store.getState().desk;
  const tree = treeOfDraft(files.start, draft);
  labStore.begin({ lesson, ...files, tree, tabs, active, cursor, opens, keeper: keeperOf(draft) });
  const unlink = linkDraft(labStore, draft);
  const client = startSession(labStore, lesson);
  const close = () => {
    unlink();
    client.close();
    void draft.flush();
  };
  return { client, draft, close };
}

function useSession({ lesson, filesUrl, opens }: Source): Session | undefined {
  const [session, setSession] = useState<Session>();
  useEffect(() => {
    let gone = false;
    let started: Session | undefined;
    labStore.loading(lesson);
    open({ lesson, filesUrl, opens }, () => gone)
      .then((opened) => {
        started = opened;
        setSession(opened);
      })
      .catch((error) => {
        if (!gone) labStore.failed(messageOf(error));
      });
    return () => {
      gone = true;
      started?.close();
      setSession(undefined);
      labStore.close();
    };
  }, [lesson, filesUrl, opens]);
  return session;
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
  const session = useSession(props);
  const status = useLab((state) => state.status);
  const box = useRef<HTMLDivElement>(null);

  return (
    <div
      ref={box}
      className="flex h-full min-h-96 min-w-0 flex-col overflow-hidden bg-raised text-ink leading-normal"
    >
      {status === 'failed' ? (
        <Failed close={props.close} />
      ) : session === undefined ? (
        <div className="flex items-center justify-between gap-4 p-1.5 pl-3 text-quiet text-sm">
          <p>The files are loading.</p>
          {props.close}
        </div>
      ) : (
        <SessionContext value={session}>
          <Toolbar close={props.close} />
          <Trouble />
          <WorkbenchLayout box={box} />
        </SessionContext>
      )}
    </div>
  );
}

function Failed({ close }: { close: ReactNode }) {
  const trouble = useLab((state) => state.trouble);
  return (
    <div role="alert" className="flex flex-col items-start gap-3 p-4 text-sm">
      <p>{trouble}</p>
      <p className="flex gap-2">
        <button type="button" className="button-quiet" onClick={() => location.reload()}>
          Load the page anew
        </button>
        {close}
      </p>
    </div>
  );
}
