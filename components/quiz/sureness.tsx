'use client';

import { useId } from 'react';
import { type Confidence, useRecall } from './recall';

const LEVELS: readonly { confidence: Confidence; word: string }[] = [
  { confidence: 'low', word: 'Low: a guess' },
  { confidence: 'medium', word: 'Medium' },
  { confidence: 'high', word: 'High: I know it' },
];

/** Asks how sure the learner is. Shows nothing in a lesson. */
export function Sureness() {
  const recall = useRecall();
  const name = useId();
  if (recall === undefined) return null;
  return (
    <fieldset className="quiz-sure">
      <legend>How sure are you?</legend>
      {LEVELS.map(({ confidence, word }) => (
        <label key={confidence}>
          <input
            type="radio"
            name={name}
            checked={recall.confidence === confidence}
            onChange={() => recall.setConfidence(confidence)}
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
