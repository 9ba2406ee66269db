import type { Check, Step, Task, Workspace } from '@/lib/lessons';
import type { CheckReport, StepReport } from './protocol';

function checkReport(check: Check, workspace: Workspace): CheckReport {
  const { id, says } = check;
  const outcome = check.test(workspace);
  if (outcome.holds) return { id, says, holds: true };
  return { id, says, holds: false, saw: outcome.saw, ...(outcome.at && { at: outcome.at }) };
}

function stepReport(step: Step, workspace: Workspace): StepReport {
  const checks = step.checks.map((check) => checkReport(check, workspace));
  const done = checks.every((check) => check.holds);
  const mistake = done ? undefined : step.mistakes.find((known) => known.made(workspace));
  return {
    id: step.id,
    title: step.title,
    optional: step.optional ?? false,
    files: step.files,
    done,
    checks,
    ...(mistake && { mistake: { id: mistake.id, hint: mistake.hint } }),
  };
}

/** Runs the checks of every step. A step that holds is done; one that does not may show a known mistake. */
export function stepReports(task: Task, workspace: Workspace): StepReport[] {
  return task.steps.map((step) => stepReport(step, workspace));
}
