'use client';

import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { labStore } from '@/lib/lab';
import type { FileRequest } from './file-dialog';
import { Icon } from './icons';
import { useLab } from './session';
import { folderFor } from './tree-state';

interface FileMenuProps {
  path: string;
  name: string;
  isFolder: boolean;
  onRequest(request: FileRequest): void;
}

const ITEM =
  'flex cursor-default items-center justify-between gap-6 rounded-sm px-2.5 py-1.5 outline-none data-focused:bg-sunken';

/** What can be done with one file or folder. */
export function FileMenu({ path, name, isFolder, onRequest }: FileMenuProps) {
  const changed = useLab((state) => !isFolder && state.tree.get(path) !== state.start.get(path));
  const inStart = useLab((state) => state.start.has(path));
  return (
    <MenuTrigger>
      <Button
        aria-label={`Actions for ${name}`}
        className="flex size-6 shrink-0 items-center justify-center rounded-sm text-quiet opacity-0 hover:bg-line hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 group-data-focus-visible-within:opacity-100 group-data-focused:opacity-100 group-data-selected:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
      >
        <Icon name="more" />
      </Button>
      <Popover
        placement="bottom end"
        className="min-w-48 rounded-md border border-line bg-raised p-1 text-ink text-sm shadow-lg"
      >
        <Menu aria-label={`Actions for ${name}`} className="outline-none">
          <MenuItem className={ITEM} onAction={() => onRequest({ action: 'copy', path })}>
            {isFolder ? 'Copy folder…' : 'Copy…'} <kbd className="text-quiet text-xs">Ctrl+C</kbd>
          </MenuItem>
          <MenuItem className={ITEM} onAction={() => onRequest({ action: 'rename', path })}>
            Rename… <kbd className="text-quiet text-xs">F2</kbd>
          </MenuItem>
          <MenuItem className={ITEM} onAction={() => labStore.remove(path)}>
            Delete <kbd className="text-quiet text-xs">Del</kbd>
          </MenuItem>
          {isFolder && (
            <>
              <MenuItem
                className={ITEM}
                onAction={() => onRequest({ action: 'new-file', path: folderFor(path) })}
              >
                New file in it…
              </MenuItem>
              <MenuItem
                className={ITEM}
                onAction={() => onRequest({ action: 'new-folder', path: folderFor(path) })}
              >
                New folder in it…
              </MenuItem>
            </>
          )}
          {changed && inStart && (
            <MenuItem className={ITEM} onAction={() => void labStore.resetFile(path)}>
              Reset to the start
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
