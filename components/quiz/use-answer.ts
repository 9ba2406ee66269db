'use client';

import { useLayoutEffect, useState } from 'react';
import { useDraft, useDraftState } from '@/components/progress';
import { type Answer, type NewEvent, progressHere } from '@/lib/progress';
import { useRecall } from './recall';

/**
 * The saved answer to a question, and how to change it. It can be answered before storage is open: what was said by
 * then is saved as soon as it is. Asked again, it begins without an answer, and what is saved in the lesson stays.
 */
export function useAnswer(lesson: string, question: string): [Answer | undefined, (answer: Answer) => void] {
  const recalled = useRecall() !== undefined;
  const draft = useDraft(recalled ? undefined : lesson);
  const saved = useDraftState(draft, (state) => state.answers.get(question));
  const [early, setEarly] = useState<Answer>();
  // Before the learner can answer again: what is newer must not be written over by what was said early.
  useLayoutEffect(() => {
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
