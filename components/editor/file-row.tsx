'use client';

import type { ReactNode } from 'react';
import { Button, TreeItem, TreeItemContent } from 'react-aria-components';
import type { FileRequest } from './file-dialog';
import { FileMenu } from './file-menu';
import { Icon } from './icons';
import { useLab } from './session';
import type { TreeNode } from './tree-nodes';

/** How many errors and warnings a file has, as a figure and, for those who do not see it, as words. */
function Findings({ path }: { path: string }) {
  const found = useLab((state) => state.diagnostics.get(path));
  const errors = found?.filter((d) => d.severity === 1).length ?? 0;
  const warnings = found?.filter((d) => d.severity === 2).length ?? 0;
  if (errors + warnings === 0) return null;
  const [count, word] = errors > 0 ? [errors, 'error'] : [warnings, 'warning'];
  return (
    <span className={`flex items-center gap-0.5 text-xs ${errors > 0 ? 'text-error' : 'text-warning'}`}>
      <Icon name={errors > 0 ? 'error' : 'warning'} className="size-3" />
      {count}
      <span className="sr-only">
        {' '}
        {word}
        {count === 1 ? '' : 's'}
      </span>
    </span>
  );
}

interface FileRowProps {
  node: TreeNode;
  onOpen(path: string): void;
  onRequest(request: FileRequest): void;
  children: ReactNode;
}

/** A file or folder of the tree. A press opens it. */
export function FileRow({ node, onOpen, onRequest, children }: FileRowProps) {
  const isFolder = node.children !== undefined;
  return (
    <TreeItem
      id={node.path}
      textValue={node.name}
      className="group cursor-default rounded-sm outline-offset-[-2px] data-selected:bg-sunken"
      onPress={(event) => {
        // Enter comes as the tree's action; a press with Space only selects.
        if (event.pointerType !== 'keyboard' && event.pointerType !== 'virtual') onOpen(node.path);
      }}
    >
      <TreeItemContent>
        {({ level, isExpanded }) => (
          <div
            className="flex min-h-8 items-center gap-1 pr-1"
            style={{ paddingInlineStart: `${(level - 1) * 0.55 + 0.125}rem` }}
          >
            {isFolder ? (
              <Button slot="chevron" className="flex size-5 items-center justify-center text-quiet">
                <Icon name="chevron" className={`size-3 ${isExpanded ? 'rotate-90' : ''}`} />
              </Button>
            ) : (
              <span className="size-5" />
            )}
            <Icon name={isFolder ? 'folder' : 'file'} className="size-4 text-quiet" />
            <span className="min-w-0 grow truncate" title={node.path}>
              {node.name}
            </span>
            {!isFolder && <Findings path={node.path} />}
            <FileMenu path={node.path} name={node.name} isFolder={isFolder} onRequest={onRequest} />
          </div>
        )}
      </TreeItemContent>
      {children}
    </TreeItem>
  );
}
