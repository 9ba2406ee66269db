'use client';

import { useRecall } from './recall';

/** A link to the heading of the lesson that teaches something: `#hook-types`. */
export function Taught({ at }: { at: string }) {
  const recall = useRecall();
  return <a href={`${recall?.page ?? ''}${at}`}>Where this is taught</a>;
}
