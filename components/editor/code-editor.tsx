'use client';

import Editor from '@monaco-editor/react';
import type { editor } from 'monaco-editor';
import { useEffect, useState } from 'react';
import { labStore } from '@/lib/lab';
import { nameOf } from '@/lib/tree';
import { pathOf, uriOf } from './convert';
import { EditorStatus } from './editor-status';
import { pasteBeside } from './large-paste';
import { createModels, type Models } from './models';
import { monaco } from './monaco';
import './monaco.css';
import { registerProviders } from './providers';
import { useClient, useDraft, useLab } from './session';
import { defineThemes, onThemeChange, themeNow } from './theme';

const CURSOR_PAUSE_MS = 500;

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  accessibilitySupport: 'auto',
  automaticLayout: true,
  contextmenu: true,
  fixedOverflowWidgets: true,
  folding: true,
  hideCursorInOverviewRuler: true,
  // Above the first lines it would lie under the page's own bar.
  hover: { above: false },
  overviewRulerBorder: false,
  fontLigatures: false,
  fontSize: 14,
  lineHeight: 22,
  lineNumbersMinChars: 3,
  links: false,
  minimap: { enabled: false },
  overviewRulerLanes: 1,
  padding: { top: 8, bottom: 8 },
  quickSuggestions: { other: true, strings: true, comments: false },
  renderLineHighlight: 'line',
  scrollBeyondLastLine: false,
  tabSize: 2,
  wordBasedSuggestions: 'off',
  wordWrap: 'off',
};

function useThemeName(): string {
  const [name, setName] = useState(themeNow);
  useEffect(() => onThemeChange(() => setName(themeNow())), []);
  return name;
}

/** Shows the place that was asked for last, once its file is the one that is open. */
function usePlace(shown: editor.IStandaloneCodeEditor | undefined, path: string) {
  const place = useLab((state) => state.place);
  useEffect(() => {
    if (shown === undefined || place === undefined || place.path !== path) return;
    const position = { lineNumber: place.line, column: place.column };
    shown.setPosition(position);
    const reveal = () => shown.revealPositionInCenterIfOutsideViewport(position);
    // An editor that has no width yet takes every column for one outside of it, and would scroll sideways.
    const isLaidOut = () => shown.getLayoutInfo().contentWidth > 0;
    const layout = shown.onDidLayoutChange(() => {
      if (!isLaidOut()) return;
      layout.dispose();
      reveal();
    });
    if (isLaidOut()) {
      layout.dispose();
      reveal();
    }
    if (place.asked > 0) shown.focus();
    return () => layout.dispose();
  }, [shown, place, path]);
}

/** Keeps where the cursor is for the next visit; a pause after the last move, not at each. */
function useKeptCursor(shown: editor.IStandaloneCodeEditor | undefined) {
  const draft = useDraft();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listener = shown?.onDidChangeCursorPosition(({ position }) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const uri = shown.getModel()?.uri;
        if (uri === undefined) return;
        draft.arrange({ cursor: { path: pathOf(uri), line: position.lineNumber, column: position.column } });
      }, CURSOR_PAUSE_MS);
    });
    return () => {
      clearTimeout(timer);
      listener?.dispose();
    };
  }, [shown, draft]);
}

function useModels(): Models | undefined {
  const [models, setModels] = useState<Models>();
  useEffect(() => {
    const made = createModels(labStore);
    setModels(made);
    return () => made.dispose();
  }, []);
  return models;
}

function codeFont(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--font-code');
}

/** Monaco with the file at `path`, which must be text. */
export default function CodeEditor({ path }: { path: string }) {
  const client = useClient();
  const models = useModels();
  const [shown, setShown] = useState<editor.IStandaloneCodeEditor>();
  const theme = useThemeName();

  useEffect(() => (models ? registerProviders(labStore, client, models) : undefined), [client, models]);
  usePlace(shown, path);
  useKeptCursor(shown);
  if (models?.of(path) === undefined) return null;

  return (
    <div className="flex min-h-0 grow flex-col">
      <div className="relative min-h-0 grow" onPasteCapture={(event) => pasteBeside(shown, path, event)}>
        <Editor
          path={uriOf(path).toString()}
          language="yaml"
          theme={theme}
          // Monaco's colours for what stands beside the editor in this box: its context menu.
          className="monaco-component"
          keepCurrentModel
          loading={<p className="self-start p-4 text-quiet text-sm">The editor is loading.</p>}
          options={{
            ...OPTIONS,
            fontFamily: codeFont(),
            ariaLabel: `${nameOf(path)}, editor. The Tab key indents; press Control M to let it move the focus.`,
          }}
          beforeMount={defineThemes}
          onMount={(mounted) => {
            setShown(mounted);
            void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
          }}
        />
      </div>
      {shown && <EditorStatus editor={shown} />}
    </div>
  );
}
