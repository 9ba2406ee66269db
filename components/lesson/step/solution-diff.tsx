'use client';

import { useEffect, useState } from 'react';
import type { FileDiff } from '@/lib/lab';
import { labHere, useLab } from '../use-lab';

const SIGNS = { same: ' ', out: '-', in: '+' } as const;
const SAYS = {
  missing: 'a file to create',
  changed: 'to change',
  extra: 'not part of our solution',
} as const;

/** How the learner's files differ from one solution as far as this step. Any other that passes the checks is as good. */
export function SolutionDiff({ step }: { step: string }) {
  const tree = useLab((state) => state.tree, undefined);
  const before = useLab(({ steps }) => {
    const at = steps.findIndex(({ id }) => id === step);
    return steps.slice(0, Math.max(at, 0)).find(({ done, optional }) => !done && !optional);
  }, undefined);
  const isReady = useLab((state) => state.status === 'ready' && state.steps.length > 0, false);
  const [files, setFiles] = useState<readonly FileDiff[]>();
  useEffect(() => {
    let isStale = false;
    // `tree` is what the difference is taken of.
    if (isReady && tree) {
      void labHere()
        .then((lab) => lab.diffToSolution(step))
        .then((diff) => !isStale && setFiles(diff));
    }
    return () => {
      isStale = true;
    };
  }, [step, tree, isReady]);

  if (!isReady) return <>Open the workbench to compare your files with a solution.</>;
  if (files === undefined) return <>Comparing…</>;
  if (files.length === 0) return <>Nothing is left to change: your files do what this step asks for.</>;
  return (
    <>
      {before && `The step “${before.title}” comes first and is not done yet. After it, make these changes. `}
      {!before && 'These changes do what this step asks for. '}
      Any other way that passes the checks is as good.
      {files.map((file) => (
        <Difference key={file.path} file={file} />
      ))}
    </>
  );
}

function Difference({ file }: { file: FileDiff }) {
  const lines = file.hunks.flatMap((hunk, at) => [
    ...(at > 0 ? [{ key: `${hunk.line}…`, kind: 'same' as const, text: '…' }] : []),
    ...hunk.lines.map((line, index) => ({ key: `${hunk.line}.${index}`, ...line })),
  ]);
  return (
    <figure className="code diff">
      <figcaption className="code-head">
        <span className="code-title">{file.path}</span>
        <span>{SAYS[file.status]}</span>
      </figcaption>
      <section aria-label={`Difference in ${file.path}`} tabIndex={0}>
        <pre>
          {lines.map((line) => (
            <span key={line.key} data-line={line.kind}>
              {`${SIGNS[line.kind]} ${line.text}\n`}
            </span>
          ))}
        </pre>
      </section>
    </figure>
  );
}
