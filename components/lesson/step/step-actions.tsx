'use client';

import { labHere, useLab } from '../use-lab';

/** The ways back. Each can be taken back in turn. */
export function StepActions({ id }: { id: string }) {
  const last = useLab((state) => state.undoable.at(-1), undefined);
  return (
    <div className="step-actions">
      <button
        type="button"
        className="button-quiet"
        onClick={() => void labHere().then((lab) => lab.resetStep(id))}
      >
        Reset this step
      </button>
      {last && (
        <button
          type="button"
          className="button-quiet"
          onClick={() => void labHere().then((lab) => lab.undo())}
        >
          Undo: {last.says}
        </button>
      )}
    </div>
  );
}
