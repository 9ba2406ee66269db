'use client';

import { type DragEvent, useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { labStore } from '@/lib/lab';
import { nameOf } from '@/lib/tree';
import { FileDialog, type FileRequest } from './file-dialog';
import { FileTree } from './file-tree';
import { filesOf, readBrought } from './files';
import { Icon } from './icons';
import { useLab } from './session';
import { folderFor } from './tree-state';

const TOOL = 'button-quiet min-h-8 gap-1.5 px-2 text-xs';

/** More than a lesson's repository will ever hold, and few enough to be read at once. */
const MAX_FILES = 500;

/** Puts files from the learner's disk into a folder. Gives back what could not be taken, in one sentence. */
async function bring(folder: string, list: readonly File[]): Promise<string | undefined> {
  if (list.length > MAX_FILES)
    return `These are ${list.length} files; at most ${MAX_FILES} can be brought at once. Nothing was changed.`;
  const read = await Promise.all(list.map(readBrought));
  const files = read.filter((file) => 'content' in file);
  const refused = read.find((file) => 'error' in file);
  const fault = files.length > 0 ? labStore.bring(folder, files) : undefined;
  const [first] = files;
  if (fault === undefined && first) labStore.openFile(folder === '' ? first.name : `${folder}/${first.name}`);
  return fault ?? refused?.error;
}

/** The row that something is dropped on: each carries its path as its key. */
function pathUnder(event: DragEvent): string | undefined {
  const row = event.target instanceof Element ? event.target.closest('[data-key]') : null;
  return row?.getAttribute('data-key') ?? undefined;
}

/** The files of the workspace with what can be done to them. Files and folders can be dropped on it. */
export function FilesPane({ onOpened }: { onOpened(): void }) {
  const active = useLab((state) => state.active);
  const [chosen, setChosen] = useState<string>();
  const [request, setRequest] = useState<FileRequest>();
  const [trouble, setTrouble] = useState<string>();
  const [over, setOver] = useState(false);
  const exists = useLab(
    (state) => chosen !== undefined && (state.tree.has(chosen) || folderFor(chosen) === chosen),
  );
  const current = exists ? chosen : active;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the Upload button.
    <div
      className={`flex h-full min-h-0 flex-col ${over ? 'outline-2 outline-accent outline-offset-[-2px]' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const folder = folderFor(pathUnder(event));
        filesOf(event.nativeEvent)
          .then((files) => bring(folder, files))
          .then(setTrouble, () => setTrouble('What was dropped could not be read. Nothing was changed.'));
      }}
    >
      <div className="flex flex-wrap gap-1 border-line border-b p-1.5">
        <Button
          className={TOOL}
          isDisabled={current === undefined}
          onPress={() => current !== undefined && setRequest({ action: 'copy', path: current })}
        >
          <Icon name="copy" />
          <span>
            Copy<span className="sr-only"> {current && nameOf(current)}</span>…
          </span>
        </Button>
        <Button
          className={TOOL}
          aria-label="New file"
          onPress={() => setRequest({ action: 'new-file', path: folderFor(current) })}
        >
          <Icon name="newFile" />
        </Button>
        <Button
          className={TOOL}
          aria-label="New folder"
          onPress={() => setRequest({ action: 'new-folder', path: folderFor(current) })}
        >
          <Icon name="newFolder" />
        </Button>
        <FileTrigger
          allowsMultiple
          onSelect={(list) => void bring(folderFor(current), [...(list ?? [])]).then(setTrouble)}
        >
          <Button className={TOOL} aria-label="Upload files">
            <Icon name="upload" />
          </Button>
        </FileTrigger>
      </div>
      {trouble !== undefined && (
        <p role="alert" className="border-line border-b px-3 py-2 text-error text-sm">
          {trouble}
        </p>
      )}
      <FileTree current={current} onCurrent={setChosen} onRequest={setRequest} onOpened={onOpened} />
      <FileDialog
        request={request}
        onDone={(path) => {
          setRequest(undefined);
          if (path === undefined) return;
          setChosen(path);
          if (request?.action === 'new-file') onOpened();
        }}
      />
    </div>
  );
}
