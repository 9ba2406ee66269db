'use client';

import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { BuildPanel } from './build-panel';
import { EditorPane } from './editor-pane';
import { FilesPane } from './files-pane';
import { Icon } from './icons';
import { ProblemsPanel, useProblemCount } from './problems-panel';
import { useDraft } from './session';

const NARROW_BELOW = 560;
const EDITOR_PANELS = ['editor', 'findings'] as const;
const FILES_PANELS = ['files', 'work'] as const;

function useNarrow(box: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setNarrow(entry.contentRect.width < NARROW_BELOW);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return narrow;
}

const TAB =
  'cursor-pointer border-transparent border-b-2 px-3 py-1.5 text-quiet text-sm outline-offset-[-2px] data-selected:border-accent data-selected:text-ink';

/** Below the editor: what was found, and what Argo CD would apply. */
function FindingsPane() {
  const problems = useProblemCount();
  return (
    <Tabs className="flex h-full min-h-0 flex-col bg-raised">
      <TabList aria-label="Findings" className="flex shrink-0 border-line border-b">
        <Tab id="problems" className={TAB}>
          {problems}
        </Tab>
        <Tab id="build" className={TAB}>
          Build
        </Tab>
      </TabList>
      <TabPanel id="problems" className="min-h-0 grow overflow-auto text-sm outline-offset-[-2px]">
        <ProblemsPanel />
      </TabPanel>
      <TabPanel id="build" className="min-h-0 grow overflow-auto text-sm outline-offset-[-2px]">
        <BuildPanel />
      </TabPanel>
    </Tabs>
  );
}

function Bar({ label, upright = false }: { label: string; upright?: boolean }) {
  return (
    <Separator
      aria-label={label}
      className={`bg-line hover:bg-edge data-[separator=active]:bg-accent ${upright ? 'w-px' : 'h-px'}`}
    />
  );
}

/** The sizes of a group's panels, in per cent, as the learner left them; kept with the draft. */
function useKeptLayout(name: string, ids: readonly string[]) {
  const draft = useDraft();
  const [kept] = useState(() => draft.store.getState().desk.panels?.[name]);
  const whole = kept?.length === ids.length;
  return {
    ...(whole && { defaultLayout: Object.fromEntries(ids.map((id, n) => [id, kept[n] ?? 0])) }),
    onLayoutChanged(layout: Readonly<Record<string, number>>) {
      const sizes = ids.map((id) => layout[id] ?? 0);
      draft.arrange({ panels: { ...draft.store.getState().desk.panels, [name]: sizes } });
    },
  };
}

function EditorAndFindings() {
  const layout = useKeptLayout('editor', EDITOR_PANELS);
  return (
    <Group orientation="vertical" className="min-h-0 grow" {...layout}>
      <Panel id="editor" minSize="20" defaultSize="68">
        <EditorPane />
      </Panel>
      <Bar label="Height of the findings" />
      <Panel id="findings" minSize="15">
        <FindingsPane />
      </Panel>
    </Group>
  );
}

/** On a narrow page the files are a drawer above the editor. */
function Narrow() {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex min-h-0 grow flex-col">
      <button
        type="button"
        aria-expanded={open}
        className="flex shrink-0 items-center gap-2 border-line border-b px-3 py-2 text-left text-sm outline-offset-[-2px]"
        onClick={() => setOpen(!open)}
      >
        <Icon name="chevron" className={`size-3 ${open ? 'rotate-90' : ''}`} /> Files
      </button>
      {open && (
        <div className="h-1/2 min-h-48 shrink-0 border-line border-b">
          <FilesPane onOpened={() => setOpen(false)} />
        </div>
      )}
      <EditorAndFindings />
    </div>
  );
}

function Wide() {
  const layout = useKeptLayout('files', FILES_PANELS);
  return (
    <Group orientation="horizontal" className="min-h-0 grow" {...layout}>
      <Panel id="files" defaultSize="264px" minSize="150px" groupResizeBehavior="preserve-pixel-size">
        <FilesPane onOpened={nothing} />
      </Panel>
      <Bar label="Width of the files" upright />
      <Panel id="work" minSize="40">
        <Column>
          <EditorAndFindings />
        </Column>
      </Panel>
    </Group>
  );
}

function Column({ children }: { children: ReactNode }) {
  return <div className="flex h-full min-h-0 flex-col">{children}</div>;
}

function nothing() {}

/** Files, editor and findings, side by side where there is room. */
export function WorkbenchLayout({ box }: { box: RefObject<HTMLElement | null> }) {
  return useNarrow(box) ? <Narrow /> : <Wide />;
}
