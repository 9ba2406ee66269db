import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What is wrong with a value of the content, and what to write instead. */
export function inWords(issue: Issue | undefined): string {
  if (issue?.code !== 'invalid_type') return issue?.message ?? 'not valid';
  const wanted = `${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
  const received = /received (\w+)$/.exec(issue.message)?.[1] ?? 'something else';
  if (received === 'undefined') return `is missing; add it, as ${wanted}`;
  return `is ${received}; write ${wanted}`;
}
