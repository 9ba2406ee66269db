'use client';

import { type ReactNode, useState } from 'react';
import './step.css';
import { useFrame } from '../frame-store';
import { useStanding } from '../use-standing';
import { Checks } from './checks';
import { HintLadder } from './hint-ladder';
import { StepActions } from './step-actions';
import type { StepText } from './step-text';

interface StepProps {
  lesson: string;
  /** From one. */
  number: number;
  step: StepText;
  /** All steps of the task, in order. */
  steps: readonly StepText[];
  children: ReactNode;
}

/** One step of the task: what to do, whether it is done, and help. Only the current one is open by itself. */
export function Step({ lesson, number, step, steps, children }: StepProps) {
  const standing = useStanding(lesson, steps);
  const [chosen, setChosen] = useState<boolean>();
  const { open: isWorking, openWorkbench } = useFrame();
  const report = standing.reports.get(step.id);
  const done = standing.done.has(step.id);
  const isCurrent = standing.current === step.id;
  const isOpen = chosen ?? isCurrent;
  return (
    <section
      className="step"
      id={`step-${step.id}`}
      aria-labelledby={`step-${step.id}-title`}
      data-done={done || undefined}
      data-current={isCurrent || undefined}
    >
      <h3 className="step-head" id={`step-${step.id}-title`}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={`step-${step.id}-body`}
          onClick={() => setChosen(!isOpen)}
        >
          <span className="step-number">
            {done ? <Tick /> : <span aria-hidden="true">{number}</span>}
            <span className="sr-only">
              Step {number}
              {done ? ', done' : isCurrent ? ', now' : ''}:{' '}
            </span>
          </span>
          <span className="step-title">{step.title}</span>
          {step.optional && <span className="step-tag">optional</span>}
          {isCurrent && <span className="step-tag step-now">now</span>}
        </button>
      </h3>
      <div className="step-body" id={`step-${step.id}-body`} data-collapsed={isOpen ? undefined : ''}>
        {children}
        <Checks says={step.checks} report={report} />
        {!isWorking && (
          <p className="needs-script">
            <button type="button" className="button-primary" onClick={openWorkbench}>
              Open the workbench
            </button>
          </p>
        )}
        <HintLadder lesson={lesson} step={step} mistake={report?.mistake?.hint} />
        {report !== undefined && <StepActions id={step.id} />}
      </div>
    </section>
  );
}

function Tick() {
  return (
    <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true" focusable="false">
      <path d="m4 10.5 4 4L16 6" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
  );
}
