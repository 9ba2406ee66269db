'use client';

import { useState } from 'react';
import { type Confidence, ExplainQuestion, Question, Recalling } from '@/components/quiz';
import type { Material } from './material';
import { StepCard } from './step-card';

/** One card: a question of some lesson, asked afresh, as components/quiz asks it. */
export function Card({ material, next }: { material: Material; next: () => void }) {
  const { lesson, asked, rubricUrl } = material;
  const [confidence, setConfidence] = useState<Confidence>();
  return (
    <Recalling value={{ page: `/${lesson}`, confidence, setConfidence, next }}>
      {asked.kind === 'step' ? (
        <StepCard lesson={lesson} asked={asked} confidence={confidence} next={next} />
      ) : asked.kind === 'explain' ? (
        <ExplainQuestion lesson={lesson} question={asked} rubricUrl={rubricUrl} />
      ) : (
        <Question lesson={lesson} question={asked} />
      )}
    </Recalling>
  );
}
