import type { ReactNode } from 'react';
import type { Section } from '@/lib/lessons';

const DRAWINGS: Record<Section, ReactNode> = {
  // A thought: a lamp.
  Concept: <path d="M9 17.5h6M10 20.5h4M8.5 14.5a6 6 0 1 1 7 0c-.6.5-.9 1.2-1 2h-5c-.1-.8-.4-1.5-1-2Z" />,
  // Work: a desk with a screen.
  'Use case': <path d="M4 5h16v10H4ZM9 19h6M12 15v4M7.5 11.500l2.5-3 2.5 2 3.5-4" />,
  // Code: a page with lines.
  Example: <path d="M6 3.500h8.500L18 7v13.500H6ZM14 3.500V7.500h4M9 11.500h4M9 14.500h6M9 17.500h3" />,
  // Doing: a tool at a step.
  Task: <path d="M4 20h5v-5h5v-5h5V4.500M4 15.5 13.5 6M13.5 6h-4M13.5 6v4" />,
  // Looking back: a mirror with a tick.
  'Self-assessment': (
    <path d="M12 3.500a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM9 10.500l2.2 2.2 4-4.400M12 17.500v3M9 20.500h6" />
  ),
};

/** A small drawing for each section. Decorative: the heading says the word. */
export function SectionIcon({ section }: { section: Section }) {
  return (
    <svg viewBox="0 0 24 24" className="size-6 shrink-0 text-accent" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round">
        {DRAWINGS[section]}
      </g>
    </svg>
  );
}
