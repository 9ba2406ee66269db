'use client';

import { useState } from 'react';
import type { Lab } from '@/lib/lab';
import { useFrame } from '../frame-store';
import { labHere } from '../use-lab';

/** The text of the code that stands in the same figure as `element`. */
function codeBeside(element: Element): string {
  const lines = element.closest('figure')?.querySelectorAll('pre') ?? [];
  return [...lines].map((pre) => (pre.textContent ?? '').replace(/\n?$/, '\n')).join('');
}

/** Resolves when the lesson's files are in the lab. */
function ready(lab: Lab): Promise<void> {
  return new Promise((resolve) => {
    if (lab.getState().status === 'ready') return resolve();
    const stop = lab.subscribe((state) => {
      if (state.status !== 'ready') return;
      stop();
      resolve();
    });
  });
}

/** Copies the code beside it, or opens it in the workbench. */
export function CodeActions({ open }: { open?: string | undefined }) {
  const [said, setSaid] = useState('');
  const openWorkbench = useFrame((frame) => frame.openWorkbench);

  async function copy(element: Element) {
    try {
      await navigator.clipboard.writeText(codeBeside(element));
      setSaid('Copied');
    } catch (error) {
      console.info('The clipboard is closed:', error);
      setSaid('The browser keeps the clipboard closed: select the code and copy it by hand');
    }
    setTimeout(() => setSaid(''), 4000);
  }

  /** Opens the file as the learner has it; one that is not there yet begins with the code beside the button. */
  async function openInEditor(element: Element, path: string) {
    const text = codeBeside(element);
    openWorkbench();
    const lab = await labHere();
    await ready(lab);
    if (!lab.getState().tree.has(path)) setSaid(lab.writeFile(path, text) ?? `Created ${path}`);
    lab.openFile(path);
  }

  return (
    <span className="code-actions needs-script">
      <span role="status">{said}</span>
      {open && (
        <button type="button" onClick={(event) => void openInEditor(event.currentTarget, open)}>
          Open in editor
        </button>
      )}
      <button type="button" onClick={(event) => void copy(event.currentTarget)}>
        Copy
      </button>
    </span>
  );
}
