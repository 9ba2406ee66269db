'use client';

import { useState } from 'react';

/** The text of the code that stands in the same figure as `element`. */
function codeBeside(element: Element): string {
  const lines = element.closest('figure')?.querySelectorAll('pre') ?? [];
  return [...lines].map((pre) => (pre.textContent ?? '').replace(/\n?$/, '\n')).join('');
}

/** Copies the code beside it, or opens it in the workbench. */
export function CodeActions({ open }: { open?: string | undefined }) {
  const [said, setSaid] = useState('');

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

  return (
    <span className="code-actions">
      <span role="status">{said}</span>
      {open && (
        <button
          type="button"
          onClick={(event) => {
            const detail = { path: open, text: codeBeside(event.currentTarget) };
            document.dispatchEvent(new CustomEvent('open-in-editor', { detail }));
          }}
        >
          Open in editor
        </button>
      )}
      <button type="button" onClick={(event) => void copy(event.currentTarget)}>
        Copy
      </button>
    </span>
  );
}
