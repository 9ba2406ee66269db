import type { editor } from 'monaco-editor';
import type { ClipboardEvent } from 'react';
import { labStore } from '@/lib/lab';
import { LONGEST_SHOWN } from './large-view';

/**
 * Text that the editor is not made for does not go through it: laying out millions of characters would hold the page up.
 * The file gets it, and is then shown as a large file; the workbench's Undo takes it back.
 */
export function pasteBeside(
  shown: editor.IStandaloneCodeEditor | undefined,
  path: string,
  event: ClipboardEvent,
) {
  const text = event.clipboardData.getData('text/plain');
  const model = shown?.getModel();
  const selection = shown?.getSelection();
  if (!model || !selection || text.length <= LONGEST_SHOWN) return;
  event.preventDefault();
  event.stopPropagation();
  const before = model.getValue();
  const [start, end] = [selection.getStartPosition(), selection.getEndPosition()].map((position) =>
    model.getOffsetAt(position),
  );
  labStore.writeFile(path, before.slice(0, start) + text + before.slice(end));
}
