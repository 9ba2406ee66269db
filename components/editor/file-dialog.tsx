'use client';

import { useState } from 'react';
import {
  Button,
  Dialog,
  FieldError,
  Form,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  Text,
  TextField,
} from 'react-aria-components';
import { labStore } from '@/lib/lab';
import { nameForCopy, nameOf } from '@/lib/tree';
import { isFolderPath } from './tree-state';

/** What the learner wants to do; `path` is the file or folder, or for something new the folder to put it into. */
export interface FileRequest {
  action: 'new-file' | 'new-folder' | 'rename' | 'copy';
  path: string;
}

interface Wording {
  title: string;
  label: string;
  does: string;
  first: string;
  note?: string;
  run(to: string): string | undefined;
}

const inside = (folder: string): string => (folder === '' ? '' : `${folder}/`);

const isTaken = (path: string): boolean => labStore.getState().tree.has(path) || isFolderPath(path);

function wordingOf({ action, path }: FileRequest): Wording {
  const kind = isFolderPath(path) ? 'folder' : 'file';
  switch (action) {
    case 'new-file':
      return {
        title: 'New file',
        label: 'Path of the new file',
        does: 'Create',
        first: inside(path),
        run: (to) => labStore.createFile(to),
      };
    case 'new-folder':
      return {
        title: 'New folder',
        label: 'Path of the new folder',
        does: 'Create',
        first: inside(path),
        note: 'Git keeps a folder only once a file lies in it.',
        run: (to) => labStore.createFolder(to),
      };
    case 'rename':
      return {
        title: `Rename the ${kind} ${nameOf(path)}`,
        label: 'New path',
        does: 'Rename',
        first: path,
        run: (to) => labStore.rename(path, to),
      };
    case 'copy':
      return {
        title: `Copy the ${kind} ${nameOf(path)}`,
        label: 'Path of the copy',
        does: 'Copy',
        first: nameForCopy(path, isTaken),
        ...(kind === 'folder' && { note: `Everything in it is copied, as cp -r ${path} does.` }),
        run: (to) => labStore.copy(path, to),
      };
  }
}

function FileForm({ request, onDone }: { request: FileRequest; onDone(path?: string): void }) {
  const [wording] = useState(() => wordingOf(request));
  const [path, setPath] = useState(wording.first);
  const [fault, setFault] = useState<string>();

  function submit() {
    const to = path.trim();
    const wrong = wording.run(to);
    if (wrong !== undefined) return setFault(wrong);
    if (request.action === 'new-file') labStore.openFile(to);
    onDone(to);
  }

  return (
    <Form
      className="flex flex-col gap-4"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Heading slot="title" className="font-semibold text-lg leading-snug">
        {wording.title}
      </Heading>
      <TextField
        autoFocus
        value={path}
        onChange={(value) => {
          setPath(value);
          setFault(undefined);
        }}
        isInvalid={fault !== undefined}
        className="flex flex-col gap-1.5"
      >
        <Label className="text-quiet text-sm">{wording.label}</Label>
        <Input
          spellCheck="false"
          autoCapitalize="off"
          autoComplete="off"
          className="rounded-md border border-edge bg-paper px-3 py-2 font-mono text-sm data-invalid:border-error"
        />
        {wording.note && (
          <Text slot="description" className="text-quiet text-sm">
            {wording.note}
          </Text>
        )}
        <FieldError className="text-error text-sm">{fault}</FieldError>
      </TextField>
      <div className="flex justify-end gap-2">
        <Button className="button-quiet" onPress={() => onDone()}>
          Cancel
        </Button>
        <Button type="submit" className="button-quiet border-accent! bg-accent! text-on-accent!">
          {wording.does}
        </Button>
      </div>
    </Form>
  );
}

/** Asks for a path and does what was wanted with it; a refusal stands beside the field. */
export function FileDialog({
  request,
  onDone,
}: {
  request: FileRequest | undefined;
  /** Called with the path that came of it, or without one when the learner left. */
  onDone(path?: string): void;
}) {
  return (
    <ModalOverlay
      isOpen={request !== undefined}
      onOpenChange={(isOpen) => !isOpen && onDone()}
      isDismissable
      className="fixed inset-0 z-50 flex items-start justify-center bg-[rgb(0_0_0/0.4)] px-4 pt-[18vh]"
    >
      <Modal className="w-full max-w-lg rounded-md border border-line bg-raised p-5 text-ink shadow-xl">
        <Dialog className="outline-none">
          {request && (
            <FileForm key={`${request.action} ${request.path}`} request={request} onDone={onDone} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
