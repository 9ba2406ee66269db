'use client';

import type { editor } from 'monaco-editor';
import { useEffect, useState } from 'react';
import { EditorKeys } from './editor-keys';
import { monaco } from './monaco';

const { CtrlCmd, Shift, WinCtrl } = monaco.KeyMod;

const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The line under the editor: where the cursor is, what Tab does, and a button for the whole file's layout. */
export function EditorStatus({ editor: shown }: { editor: editor.IStandaloneCodeEditor }) {
  const [position, setPosition] = useState(shown.getPosition());
  const [tabMoves, setTabMoves] = useState(false);

  useEffect(() => {
    const cursor = shown.onDidChangeCursorPosition((event) => setPosition(event.position));
    const action = shown.addAction({
      id: 'lab.tabMovesFocus',
      label: 'Toggle whether Tab moves the focus',
      keybindings: [isMac() ? WinCtrl | Shift | monaco.KeyCode.KeyM : CtrlCmd | monaco.KeyCode.KeyM],
      run: () => setTabMoves((moves) => !moves),
    });
    return () => {
      cursor.dispose();
      action.dispose();
    };
  }, [shown]);
  useEffect(() => {
    shown.updateOptions({ tabFocusMode: tabMoves });
  }, [shown, tabMoves]);

  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-3 py-1 text-quiet text-xs">
      <span className="tabular-nums">
        Line {position?.lineNumber ?? 1}, column {position?.column ?? 1}
      </span>
      <button
        type="button"
        className="rounded-sm underline decoration-line underline-offset-4 hover:decoration-edge"
        onClick={() => setTabMoves(!tabMoves)}
      >
        <span role="status">Tab {tabMoves ? 'moves the focus' : 'indents'}</span>{' '}
        <kbd>{isMac() ? '⌃⇧M' : 'Ctrl+M'}</kbd>
      </button>
      <span role="status" className="sr-only">
        {tabMoves ? 'The Tab key moves the focus.' : ''}
      </span>
      <button
        type="button"
        className="rounded-sm underline decoration-line underline-offset-4 hover:decoration-edge"
        onClick={() => {
          shown.focus();
          void shown.getAction('editor.action.formatDocument')?.run();
        }}
      >
        Format
      </button>
      <EditorKeys isMac={isMac()} />
    </div>
  );
}
