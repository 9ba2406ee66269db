'use client';

import { useEffect, useState } from 'react';
import { useDraft, useDraftState } from '@/components/progress';
import { type Answer, type NewEvent, progressHere } from '@/lib/progress';

/**
 * The saved answer to a question, and how to change it. It can be answered before storage is open: what was said by
 * then is saved as soon as it is.
 */
export function useAnswer(lesson: string, question: string): [Answer | undefined, (answer: Answer) => void] {
  const draft = useDraft(lesson);
  const saved = useDraftState(draft, (state) => state.answers.get(question));
  const [early, setEarly] = useState<Answer>();
  useEffect(() => {
    if (draft === undefined || early === undefined) return;
    draft.answer(question, early);
    setEarly(undefined);
  }, [draft, early, question]);
  return [early ?? saved, draft === undefined ? setEarly : (answer) => draft.answer(question, answer)];
}

/** Records an event; when even its script cannot be loaded, says so where developers look. */
export function record(event: NewEvent): void {
  progressHere()
    .then((progress) => progress.record(event))
    .catch((error) => console.warn('The answer counts only on this page:', error));
}
