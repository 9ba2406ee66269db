'use client';

import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { Collection, type Key, Tree } from 'react-aria-components';
import { labStore } from '@/lib/lab';
import type { FileRequest } from './file-dialog';
import { FileRow } from './file-row';
import { useLab } from './session';
import { foldersAbove, foldersToOpen, nodesOf, type TreeNode } from './tree-nodes';
import { isFolderPath } from './tree-state';

export interface FileTreeProps {
  current: string | undefined;
  onCurrent(path: string): void;
  onRequest(request: FileRequest): void;
  /** A file was opened: on a narrow page the tree gives way to it. */
  onOpened(): void;
}

/** The folders that are open: all at first, then as the learner has them, and always those above the open file. */
function useExpanded(nodes: readonly TreeNode[]): [Set<Key>, (keys: Set<Key>) => void] {
  const active = useLab((state) => state.active);
  const [expanded, setExpanded] = useState<Set<Key>>(() => new Set(foldersToOpen(nodes)));
  useEffect(() => {
    if (active !== undefined) setExpanded((open) => new Set([...open, ...foldersAbove(active)]));
  }, [active]);
  return [expanded, setExpanded];
}

/** The learner's files and folders. Enter opens, F2 renames, Delete deletes, Control C copies. */
export function FileTree({ current, onCurrent, onRequest, onOpened }: FileTreeProps) {
  // Typing changes the files and not their paths: drawing the rows anew at each key would hold up its markers.
  const paths = useLab((state) => [...state.tree.keys()].join('\n'));
  const folders = useLab((state) => state.folders);
  const nodes = useMemo(() => nodesOf(paths === '' ? [] : paths.split('\n'), folders), [paths, folders]);
  const [expanded, setExpanded] = useExpanded(nodes);

  function open(path: string) {
    if (!isFolderPath(path)) {
      labStore.openFile(path);
      return onOpened();
    }
    const next = new Set(expanded);
    if (!next.delete(path)) next.add(path);
    setExpanded(next);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (current === undefined) return;
    const command = event.ctrlKey || event.metaKey;
    const copies = command && event.key === 'c';
    const deletes = event.key === 'Delete' || (command && event.key === 'Backspace');
    if (event.key === 'F2') onRequest({ action: 'rename', path: current });
    else if (deletes) labStore.remove(current);
    else if (copies) onRequest({ action: 'copy', path: current });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const render = (node: TreeNode) => (
    <FileRow key={node.path} node={node} onOpen={open} onRequest={onRequest}>
      {node.children && <Collection items={node.children}>{render}</Collection>}
    </FileRow>
  );

  return (
    <div className="min-h-0 grow overflow-auto" onKeyDownCapture={onKeyDown} role="presentation">
      <Tree
        aria-label="Files"
        className="py-1 text-sm outline-none"
        items={nodes}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={current === undefined ? [] : [current]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (typeof key === 'string') onCurrent(key);
        }}
        expandedKeys={expanded}
        onExpandedChange={setExpanded}
        onAction={(key) => open(String(key))}
        renderEmptyState={() => (
          <p className="px-3 py-2 text-quiet">No files. Create one, or reset the lesson.</p>
        )}
      >
        {render}
      </Tree>
    </div>
  );
}
