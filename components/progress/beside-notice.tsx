'use client';

import type { Beside, Draft } from '@/lib/progress';
import { Notice } from './notice';
import { whenOf } from './when';

function textOf({ value }: Beside): string {
  if (value === null) return '(the file is deleted in this version)';
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return `(${value.length} bytes that are no text)`;
  return 'given' in value && typeof value.given === 'string' ? value.given : JSON.stringify(value, null, 2);
}

/** A second version of a file or an answer: shown, and taken or put away. Either can be undone. */
export function BesideNotice({ draft, beside }: { draft: Draft; beside: Beside }) {
  const choose = (which: 'beside' | 'current') => {
    draft.choose(beside.id, which).catch((error) => console.warn('The choice was not kept:', error));
  };
  return (
    <Notice
      tone="warning"
      actions={
        <>
          <button type="button" className="button-quiet" onClick={() => choose('beside')}>
            Take the other version
          </button>
          <button type="button" className="button-quiet" onClick={() => choose('current')}>
            Keep what is here
          </button>
        </>
      }
    >
      {beside.from === 'import' ? 'The import has' : 'Another tab has saved'} another version of{' '}
      {beside.of.kind === 'answers' ? (
        <a href={`#question-${beside.of.name}`} className="text-accent underline underline-offset-4">
          one of your answers
        </a>
      ) : (
        <code className="font-mono text-[0.9em]">{beside.of.name}</code>
      )}{' '}
      ({whenOf(beside.at, Date.now())}). Both are kept.
      <details className="mt-1 text-sm">
        <summary className="cursor-pointer text-accent">Show the other version</summary>
        <section
          aria-label={`The other version of ${beside.of.kind === 'answers' ? 'your answer' : beside.of.name}`}
        >
          <pre className="mt-1 whitespace-pre-wrap rounded-md bg-sunken p-2 text-[0.8125rem]">
            {textOf(beside)}
          </pre>
        </section>
      </details>
    </Notice>
  );
}
