'use client';

import { Suspense, useEffect } from 'react';
import { Workbench } from '@/components/editor';
import type { FileRow } from './file-rows';
import { useFrame } from './frame-store';
import { labHere } from './use-lab';

interface WorkbenchPanelProps {
  lesson: string;
  /** The files that it starts from. */
  files: readonly FileRow[];
  /** The one that it shows first. */
  opens: string;
}

/** The place of the workbench: a quiet list of files until the learner opens it. */
export function WorkbenchPanel({ lesson, files, opens }: WorkbenchPanelProps) {
  const { open, openWorkbench, closeWorkbench } = useFrame();
  useEffect(() => {
    if (open) void labHere();
  }, [open]);
  if (open) {
    const close = (
      <button type="button" className="button-quiet min-h-8 text-xs" onClick={closeWorkbench}>
        Close
      </button>
    );
    // Its code loads when the learner opens it, never before: it weighs more than all the rest.
    return (
      <Suspense
        fallback={
          <div className="flex items-center justify-between gap-4 p-1.5 pl-3 text-quiet text-sm">
            <p>The workbench is loading.</p>
            {close}
          </div>
        }
      >
        <Workbench lesson={lesson} filesUrl={`/${lesson}/files.json`} opens={opens} close={close} />
      </Suspense>
    );
  }
  return (
    <div className="grid gap-5 overflow-y-auto p-6">
      <h2 className="font-bold text-lg">The workbench</h2>
      <p className="text-quiet text-sm">
        An editor that knows Kubernetes, Kustomize and Argo CD, and these files: where Day 5 ended. What you
        change is kept in this browser.
      </p>
      <ul className="grid gap-1 font-mono text-quiet text-xs">
        {files.map(({ path, name, depth }) => (
          <li key={path} className="break-words" style={{ paddingLeft: `${depth * 1.25}rem` }}>
            {name}
          </li>
        ))}
      </ul>
      <p className="needs-script">
        <button type="button" className="button-primary" onClick={openWorkbench}>
          Open the workbench
        </button>
      </p>
    </div>
  );
}
