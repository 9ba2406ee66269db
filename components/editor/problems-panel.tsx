'use client';

import { useMemo } from 'react';
import { Inline } from '@/components/ui';
import { labStore } from '@/lib/lab';
import { Icon } from './icons';
import { useLab } from './session';

const SEVERITIES = {
  1: { icon: 'error', word: 'Error', color: 'text-error' },
  2: { icon: 'warning', word: 'Warning', color: 'text-warning' },
  3: { icon: 'hint', word: 'Note', color: 'text-sync' },
  4: { icon: 'hint', word: 'Hint', color: 'text-sync' },
} as const;

type Found = ReturnType<typeof labStore.getState>['diagnostics'];

/** The problems of all files: file by file, each from the top. */
function listed(found: Found) {
  return [...found]
    .filter(([, diagnostics]) => diagnostics.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, diagnostics]) =>
      [...diagnostics]
        .sort((a, b) => a.range.start.line - b.range.start.line)
        .map((diagnostic, n) => ({ key: `${path} ${n}`, path, diagnostic })),
    );
}

/** How many problems there are, in words. */
export function useProblemCount(): string {
  const found = useLab((state) => state.diagnostics);
  return useMemo(() => {
    const all = [...found.values()].flat();
    return all.length === 0 ? 'Problems' : `Problems (${all.length})`;
  }, [found]);
}

type Listed = ReturnType<typeof listed>[number];

function Problem({ path, diagnostic }: Omit<Listed, 'key'>) {
  const { icon, word, color } = SEVERITIES[diagnostic.severity];
  const { line, character } = diagnostic.range.start;
  return (
    <li className="flex gap-2 border-line border-b px-3 py-2 last:border-b-0">
      <Icon name={icon} className={`mt-1 size-4 ${color}`} />
      <div className="min-w-0 grow">
        <button
          type="button"
          className="block w-full rounded-sm text-left hover:bg-sunken"
          onClick={() => labStore.openFile(path, line + 1, character + 1)}
        >
          <span className={`font-semibold ${color}`}>{word}.</span> <Inline text={diagnostic.message} />
          <span className="mt-0.5 block break-all text-quiet text-xs">
            {path}, line {line + 1}
          </span>
        </button>
        {(diagnostic.fixes.length > 0 || diagnostic.codeDescription) && (
          <div className="mt-1.5 flex flex-wrap items-center gap-2">
            {diagnostic.fixes.map((fix) => (
              <button
                key={fix.title}
                type="button"
                className="button-quiet"
                onClick={() => labStore.applyFix(fix)}
              >
                {fix.title}
              </button>
            ))}
            {diagnostic.codeDescription && (
              <a
                href={diagnostic.codeDescription.href}
                className="text-accent text-sm underline underline-offset-4"
              >
                About this rule<span className="sr-only">: {diagnostic.code}</span>
              </a>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

/** What the checks found, each with where it is and what mends it. */
export function ProblemsPanel() {
  const found = useLab((state) => state.diagnostics);
  const checked = useLab((state) => state.diagnosed !== undefined);
  const problems = useMemo(() => listed(found), [found]);
  if (!checked) return <p className="px-3 py-2 text-quiet">The checks are starting.</p>;
  if (problems.length === 0) return <p className="px-3 py-2 text-quiet">No problems in these files.</p>;
  return (
    <ul aria-label="Problems">
      {problems.map(({ key, path, diagnostic }) => (
        <Problem key={key} path={path} diagnostic={diagnostic} />
      ))}
    </ul>
  );
}
