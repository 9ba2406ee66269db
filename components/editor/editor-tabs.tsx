'use client';

import { type KeyboardEvent, useRef } from 'react';
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
    <div className="flex shrink-0 border-line border-b bg-sunken">
      <div ref={list} role="tablist" aria-label="Open files" className="flex min-w-0 grow overflow-x-auto">
        {tabs.map((path, at) => {
          const { name, folder } = labelOf(path, tabs);
          const selected = path === active;
          return (
            <button
              key={path}
              type="button"
              role="tab"
              aria-selected={selected}
              aria-controls={panelId}
              aria-keyshortcuts="Delete"
              tabIndex={selected ? 0 : -1}
              title={path}
              className={`group flex max-w-72 shrink-0 items-center gap-1 border-line border-r py-1.5 pr-1.5 pl-3 text-sm outline-offset-[-2px] ${
                selected ? 'bg-raised text-ink shadow-[inset_0_-2px_0_var(--accent)]' : 'text-quiet'
              }`}
              onClick={() => labStore.openFile(path)}
              onKeyDown={(event) => onKeyDown(event, at)}
              onAuxClick={(event) => event.button === 1 && labStore.closeFile(path)}
            >
              <span className="min-w-0 truncate">
                {name}
                {folder !== undefined && <span className="ml-1.5 text-quiet text-xs"> {folder}</span>}
              </span>
              {/* For the pointer only: the keyboard closes a tab with Delete, or with the button after the tabs. */}
              <span
                aria-hidden="true"
                className="flex size-5 items-center justify-center rounded-sm text-quiet hover:bg-line hover:text-ink"
                onPointerDown={(event) => event.stopPropagation()}
                onClick={(event) => {
                  event.stopPropagation();
                  labStore.closeFile(path);
                }}
              >
                <Icon name="close" className="size-3" />
              </span>
            </button>
          );
        })}
      </div>
      {active !== undefined && (
        <button
          type="button"
          className="sr-only bg-raised px-2 text-sm focus-visible:not-sr-only"
          onClick={() => labStore.closeFile(active)}
        >
          Close {nameOf(active)}
        </button>
      )}
    </div>
  );
}
