'use client';

import { Suspense, useEffect } from 'react';
import { Workbench } from '@/components/editor';
import { Path } from '@/components/ui';
import { useFrame } from './frame-store';
import { labHere } from './use-lab';

interface WorkbenchPanelProps {
  lesson: string;
  /** The files that it starts from. */
  files: readonly string[];
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
    return (
      <div className="flex h-full flex-col">
        <div className="flex items-center justify-between gap-4 border-line border-b px-3 py-1.5">
          <h2 className="font-semibold text-sm">Workbench</h2>
          <button type="button" className="button-quiet" onClick={closeWorkbench}>
            Close
          </button>
        </div>
        <div className="min-h-0 flex-1">
          {/* Its code loads when the learner opens it, never before: it weighs more than all the rest. */}
          <Suspense fallback={<p className="p-6 text-quiet">Opening the workbench…</p>}>
            <Workbench lesson={lesson} filesUrl={`/${lesson}/files.json`} opens={opens} />
          </Suspense>
        </div>
      </div>
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
        {files.map((file) => (
          <li key={file}>
            <Path path={file} />
          </li>
        ))}
      </ul>
      <p>
        <button type="button" className="button-primary" onClick={openWorkbench}>
          Open the workbench
        </button>
      </p>
    </div>
  );
}
