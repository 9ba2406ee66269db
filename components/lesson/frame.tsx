'use client';

import { type CSSProperties, type ReactNode, useEffect } from 'react';
import './frame.css';
import { keepFrame, useFrame, type View } from './frame-store';
import { Separator } from './separator';

const VIEWS: { view: View; label: string }[] = [
  { view: 'read', label: 'Read' },
  { view: 'work', label: 'Work' },
  { view: 'check', label: 'Check' },
];

/** As in frame.css. */
const WIDE = '(min-width: 68.75rem)';

interface FrameProps {
  /** The lesson's title, for the views that do not show the prose and its heading. */
  title: string;
  rail: ReactNode;
  children: ReactNode;
  workbench: ReactNode;
  /** Where the learner stands: shown beside the prose's place on a narrow screen. */
  check: ReactNode;
}

/** Each view of a narrow screen keeps its own place. */
function keepPlaces(): () => void {
  const places = new Map<View, number>();
  return useFrame.subscribe((state, before) => {
    if (state.view === before.view || window.matchMedia(WIDE).matches) return;
    places.set(before.view, window.scrollY);
    requestAnimationFrame(() => window.scrollTo({ top: places.get(state.view) ?? 0, behavior: 'instant' }));
  });
}

/** Lays out a lesson: rail, prose and workbench; on a narrow screen one of three views. */
export function LessonFrame({ title, rail, children, workbench, check }: FrameProps) {
  const { open, view, width, show } = useFrame();
  useEffect(() => {
    const stops = [keepFrame(), keepPlaces()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const style: (CSSProperties & Record<'--workbench', string>) | undefined = open
    ? { '--workbench': `${width}vw` }
    : undefined;
  return (
    <div className="frame" data-workbench={open ? 'open' : 'closed'} data-view={view} style={style}>
      <nav className="frame-rail" aria-label="Course and lesson">
        {rail}
      </nav>
      <main className="contents">
        <h1 className="frame-title">{title}</h1>
        <div id="main" className="frame-prose">
          {children}
        </div>
        <Separator />
        <section className="frame-workbench" aria-label="Workbench">
          {workbench}
        </section>
        <section className="frame-check" aria-label="Where you stand">
          {check}
        </section>
      </main>
      <nav className="frame-tabs needs-script" aria-label="Views of the lesson">
        {VIEWS.map((one) => (
          <button
            key={one.view}
            type="button"
            aria-current={view === one.view ? 'true' : undefined}
            onClick={() => show(one.view)}
            className="border-transparent border-t-2 text-quiet text-sm aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
          >
            {one.label}
          </button>
        ))}
      </nav>
    </div>
  );
}
