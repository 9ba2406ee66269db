'use client';

import { lazy, Suspense, useId } from 'react';
import { BytesView } from './bytes-view';
import { EditorTabs } from './editor-tabs';
import { LargeView, LONGEST_SHOWN } from './large-view';
import { useLab } from './session';

// Monaco is most of the workbench's weight: the files and the problems are there before it.
const CodeEditor = lazy(() => import('./code-editor'));

function Content({ path }: { path: string }) {
  // Typing changes the text and not which view it has: only what is no ordinary text is drawn anew for it.
  const special = useLab((state) => {
    const content = state.tree.get(path);
    return typeof content === 'string' && content.length <= LONGEST_SHOWN ? undefined : content;
  });
  if (typeof special === 'string') return <LargeView path={path} text={special} />;
  if (special !== undefined) return <BytesView path={path} bytes={special} />;
  return (
    <Suspense fallback={<p className="p-4 text-quiet text-sm">The editor is loading.</p>}>
      <CodeEditor path={path} />
    </Suspense>
  );
}

/** The open files: their tabs, and the one that is shown. */
export function EditorPane() {
  const active = useLab((state) => state.active);
  const panelId = useId();
  return (
    <div className="flex h-full min-h-0 flex-col bg-raised">
      <EditorTabs panelId={panelId} />
      <div id={panelId} role="tabpanel" aria-label="File" className="flex min-h-0 grow flex-col">
        {active === undefined ? (
          <p className="p-4 text-quiet text-sm">No file is open. Choose one from the files.</p>
        ) : (
          <Content path={active} />
        )}
      </div>
    </div>
  );
}
