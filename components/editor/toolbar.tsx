'use client';

import type { ReactNode } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { labStore } from '@/lib/lab';
import { nameOf } from '@/lib/tree';
import { Icon } from './icons';
import { useDraft, useDraftState, useLab } from './session';

const ITEM =
  'cursor-default rounded-sm px-2.5 py-1.5 outline-none data-focused:bg-sunken data-disabled:text-quiet';

function ResetMenu() {
  const active = useLab((state) => state.active);
  const changed = useLab(
    (state) => active !== undefined && state.tree.get(active) !== state.start.get(active),
  );
  return (
    <MenuTrigger>
      <Button className="button-quiet min-h-8 text-xs">Reset…</Button>
      <Popover
        placement="bottom end"
        className="min-w-48 rounded-md border border-line bg-raised p-1 text-ink text-sm shadow-lg"
      >
        <Menu aria-label="Reset" className="outline-none">
          {active !== undefined && (
            <MenuItem className={ITEM} isDisabled={!changed} onAction={() => void labStore.resetFile(active)}>
              Reset {nameOf(active)}
            </MenuItem>
          )}
          <MenuItem className={ITEM} onAction={() => void labStore.resetLesson()}>
            Reset the whole lesson
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const SAVING = { saved: 'Saved', saving: 'Saving', failed: 'Not saved' } as const;

/** The way back from what was done last in this visit, else from what an earlier one left to undo. */
function useUndo(): { says: string; run(): void } | undefined {
  const draft = useDraft();
  const last = useLab((state) => state.undoable.at(-1));
  const kept = useDraftState((state) => state.undo[0]);
  if (last !== undefined) return { says: last.says, run: () => void labStore.undo() };
  if (kept !== undefined) return { says: kept.label, run: () => void draft.undo(kept.id) };
  return undefined;
}

/** Whether the work is kept, what was done last, and the ways back; `close` stands at its end. */
export function Toolbar({ close }: { close: ReactNode }) {
  const last = useLab((state) => state.undoable.at(-1));
  const next = useLab((state) => state.redoable.at(-1));
  const saving = useDraftState((state) => state.saving);
  const undo = useUndo();
  return (
    <div className="flex shrink-0 items-center gap-1.5 border-line border-b px-2 py-1.5 text-sm">
      <p role="status" className="min-w-0 grow truncate px-1 text-quiet">
        <span className={saving === 'failed' ? 'text-error' : ''}>{SAVING[saving]}</span>
        {last && <span> · {last.says}</span>}
      </p>
      <Button
        className="button-quiet min-h-8 px-2 text-xs disabled:opacity-50"
        isDisabled={undo === undefined}
        aria-label={undo ? `Undo: ${undo.says}` : 'Undo'}
        onPress={() => undo?.run()}
      >
        <Icon name="undo" /> Undo
      </Button>
      {next && (
        <Button
          className="button-quiet min-h-8 px-2 text-xs"
          aria-label={`Redo: ${next.says}`}
          onPress={() => labStore.redo()}
        >
          <Icon name="redo" /> Redo
        </Button>
      )}
      <ResetMenu />
      {close}
    </div>
  );
}
