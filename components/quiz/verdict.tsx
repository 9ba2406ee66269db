import type { Verdict } from '@/lib/progress';

const SHAPES: Record<Verdict | 'missed', { word: string; tone: string; path: string }> = {
  right: { word: 'Right', tone: 'quiz-right', path: 'M4.500 10.500l3.500 3.500 7.500-8' },
  'partly right': { word: 'Partly right', tone: 'quiz-partly', path: 'M4 10.500c2-3 4-3 6 0s4 3 6 0' },
  wrong: { word: 'Not right', tone: 'quiz-wrong', path: 'M5 5l10 10M15 5L5 15' },
  unsure: {
    word: 'Not sure',
    tone: 'quiz-partly',
    path: 'M7 7.500a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400m0 3v.5',
  },
  missed: { word: 'Missed', tone: 'quiz-partly', path: 'M10 4.500v7m0 3.500v.5' },
};

/** Right, partly right, wrong or missed: an icon, a word and a colour. `word` says it more exactly. */
export function Mark({ as, word }: { as: Verdict | 'missed'; word?: string }) {
  const shape = SHAPES[as];
  return (
    <span className={`quiz-mark ${shape.tone}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={shape.path} />
      </svg>
      {word ?? shape.word}
    </span>
  );
}
