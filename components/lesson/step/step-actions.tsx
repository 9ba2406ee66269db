'use client';

import { labStore } from '@/lib/lab';
import { useLab } from '../use-lab';

/** The ways back. Each can be taken back in turn. */
export function StepActions({ id }: { id: string }) {
  const last = useLab((state) => state.undoable.at(-1));
  return (
    <div className="step-actions">
      <button type="button" className="button-quiet" onClick={() => labStore.resetStep(id)}>
        Reset this step
      </button>
      {last && (
        <button type="button" className="button-quiet" onClick={() => labStore.undo()}>
          Undo: {last.says}
        </button>
      )}
    </div>
  );
}
