import type { Hints } from '@/lib/lessons';

/** What the page tells of a step; its checks run elsewhere, in the worker. */
export interface StepText {
  id: string;
  title: string;
  optional: boolean;
  checks: readonly { id: string; says: string }[];
  hints: Hints;
}
