'use client';

import { createContext, useContext } from 'react';
import type { Event } from '@/lib/progress';

/** How sure the learner is before the answer is shown. */
export type Confidence = NonNullable<Extract<Event, { kind: 'answered' }>['confidence']>;

/** A question that is asked again, away from its lesson: answered afresh, once, and after saying how sure one is. */
export interface Recall {
  /** The lesson's page: `/week1/day6`. */
  page: string;
  confidence: Confidence | undefined;
  setConfidence: (confidence: Confidence) => void;
  /** Goes on to what is asked next. */
  next: () => void;
}

const RecallContext = createContext<Recall | undefined>(undefined);

/** Around a question that is asked again. */
export const Recalling = RecallContext.Provider;

/** How the question is asked again; undefined in its lesson. */
export const useRecall = (): Recall | undefined => useContext(RecallContext);

/** Said when an answer is to be shown before the learner has said how sure they are. */
export const SURE_FIRST = 'Say first how sure you are.';
