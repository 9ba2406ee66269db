'use client';

import { Inline } from '@/components/ui';
import type { StepReport } from '@/lib/lab';
import { useFrame } from '../frame-store';
import { labHere } from '../use-lab';

interface ChecksProps {
  says: readonly { id: string; says: string }[];
  /** Undefined while the workbench is closed. */
  report: StepReport | undefined;
}

/** What must be true, and for each whether it is. A failed check says what it saw, and leads there. */
export function Checks({ says, report }: ChecksProps) {
  const openWorkbench = useFrame((frame) => frame.openWorkbench);
  return (
    <div className="checks">
      <p className="checks-title">Done when</p>
      <ul>
        {says.map((check) => {
          const found = report?.checks.find((one) => one.id === check.id);
          const at = found?.at;
          return (
            <li key={check.id} data-state={found === undefined ? 'unknown' : found.holds ? 'holds' : 'fails'}>
              <span className="checks-mark" aria-hidden="true" />
              <div>
                {found?.holds === true && <span className="sr-only">Holds: </span>}
                {found?.holds === false && <span className="sr-only">Not yet: </span>}
                <Inline text={check.says} />
                {found?.holds === false && found.saw !== undefined && (
                  <p className="checks-saw">
                    <Inline text={found.saw} />{' '}
                    {at && (
                      <button
                        type="button"
                        onClick={() => {
                          openWorkbench();
                          void labHere().then((lab) => lab.openFile(at.path, at.line));
                        }}
                      >
                        Go there
                      </button>
                    )}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
