import type { ReactNode } from 'react';

/** The task's steps, numbered in the margin. */
export function Steps({ children }: { children: ReactNode }) {
  return <div className="steps">{children}</div>;
}
