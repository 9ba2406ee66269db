'use client';

import { type KeyboardEvent, useId, useRef } from 'react';
import { labStore } from '@/lib/lab';
import { folderOf, nameOf } from '@/lib/tree';
import { Icon } from './icons';
import { useLab } from './session';

/** Open files of the same name are told apart by their folder. */
function labelOf(path: string, all: readonly string[]): { name: string; folder?: string } {
  const name = nameOf(path);
  const alike = all.filter((other) => nameOf(other) === name);
  return alike.length > 1 ? { name, folder: folderOf(path) } : { name };
}

/** The open files, one tab each. Left and right go from tab to tab, Delete closes one. */
export function EditorTabs({ panelId }: { panelId: string }) {
  const tabs = useLab((state) => state.tabs);
  const active = useLab((state) => state.active);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  function go(to: number) {
    const path = tabs[(to + tabs.length) % tabs.length];
    if (path === undefined) return;
    labStore.openFile(path);
    const buttons = list.current?.querySelectorAll<HTMLElement>('[role="tab"]');
    buttons?.[tabs.indexOf(path)]?.focus();
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    if (event.key === 'ArrowRight') go(at + 1);
    else if (event.key === 'ArrowLeft') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(tabs.length - 1);
    else if (event.key === 'Delete') labStore.closeFile(tabs[at] ?? '');
    else return;
    event.preventDefault();
  }

  if (tabs.length === 0) return null;
  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Open files"
      className="flex shrink-0 overflow-x-auto border-line border-b bg-sunken"
    >
      {tabs.map((path, at) => {
        const { name, folder } = labelOf(path, tabs);
        const selected = path === active;
        return (
          <div
            key={path}
            role="presentation"
            className={`flex max-w-72 shrink-0 items-center border-line border-r pr-1 text-sm ${
              selected ? 'bg-raised text-ink shadow-[inset_0_-2px_0_var(--accent)]' : 'text-quiet'
            }`}
          >
            <button
              type="button"
              role="tab"
              id={`${id}-${at}`}
              aria-selected={selected}
              aria-controls={panelId}
              tabIndex={selected ? 0 : -1}
              title={path}
              className="min-w-0 truncate px-3 py-1.5 outline-offset-[-2px]"
              onClick={() => labStore.openFile(path)}
              onKeyDown={(event) => onKeyDown(event, at)}
              onAuxClick={(event) => event.button === 1 && labStore.closeFile(path)}
            >
              {name}
              {folder !== undefined && <span className="ml-1.5 text-quiet text-xs">{folder}</span>}
            </button>
            <button
              type="button"
              aria-label={`Close ${name}`}
              tabIndex={-1}
              className="flex size-6 items-center justify-center rounded-sm text-quiet hover:bg-line hover:text-ink"
              onClick={() => labStore.closeFile(path)}
            >
              <Icon name="close" className="size-3" />
            </button>
          </div>
        );
      })}
    </div>
  );
}
