'use client';

import { useId, useState } from 'react';
import type { ImportPlan, ImportSummary, Progress } from '@/lib/progress';
import { ImportPreview } from './import-preview';

/** Larger than any export; so that a wrong file is not read into memory first. */
const LARGEST = 32 * 1024 * 1024;

interface DataActionProps {
  progress: Progress;
  attempt: (work: Promise<void>) => void;
  say: (text: string) => void;
}

type Chosen = { name: string; refused: string } | { name: string; plan: ImportPlan; summary: ImportSummary };

/** Chooses a file, shows what importing it would do, and does it when that is wanted. */
export function ImportData({ progress, attempt, say }: DataActionProps) {
  const id = useId();
  const [chosen, setChosen] = useState<Chosen>();

  const read = async (file: File) => {
    const tooLarge = { refused: 'It is larger than 32 MB, which no export of this course is.' };
    const result = file.size > LARGEST ? tooLarge : await progress.readImport(await file.text());
    setChosen({ name: file.name, ...result });
  };
  const carryOut = async (plan: ImportPlan) => {
    await progress.applyImport(plan);
    setChosen(undefined);
    say('Imported.');
  };
  return (
    <div className="grid gap-2">
      <h3 className="font-bold">Bring it back</h3>
      <label htmlFor={id} className="text-quiet text-sm">
        An import adds to what is here and overwrites nothing. You see what it does before it does it.
      </label>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        className="file:button-quiet text-sm file:mr-3"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = ''; // So that the same file can be chosen again.
          if (file !== undefined) attempt(read(file));
        }}
      />
      <div role="status">
        {chosen === undefined ? null : 'refused' in chosen ? (
          <div className="rounded-md border border-line border-l-4 border-l-error bg-raised p-3 text-sm [overflow-wrap:anywhere]">
            <strong>{chosen.name} was not imported.</strong> {chosen.refused} Nothing has changed.
          </div>
        ) : (
          <ImportPreview
            name={chosen.name}
            summary={chosen.summary}
            onImport={() => attempt(carryOut(chosen.plan))}
            onCancel={() => setChosen(undefined)}
          />
        )}
      </div>
    </div>
  );
}
