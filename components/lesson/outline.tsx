'use client';

import { useEffect, useState } from 'react';

export interface OutlineEntry {
  depth: 2 | 3;
  id: string;
  title: string;
}

/** The heading that is being read: the last one above the first third of the window. */
function useReading(entries: readonly OutlineEntry[]): string | undefined {
  const [reading, setReading] = useState<string>();
  useEffect(() => {
    const headings = entries.flatMap((entry) => document.getElementById(entry.id) ?? []);
    let scheduled = 0;
    const look = () => {
      scheduled = 0;
      const line = window.innerHeight / 3;
      setReading(headings.findLast((heading) => heading.getBoundingClientRect().top < line)?.id);
    };
    const schedule = () => {
      scheduled ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', schedule, { passive: true });
    return () => {
      window.removeEventListener('scroll', schedule);
      cancelAnimationFrame(scheduled);
    };
  }, [entries]);
  return reading;
}

/** The lesson's outline; it follows the reading. Without JavaScript it is a list of links. */
export function Outline({ entries }: { entries: readonly OutlineEntry[] }) {
  const reading = useReading(entries);
  return (
    <ol className="text-sm leading-snug">
      {entries.map((entry) => (
        <li key={entry.id}>
          <a
            href={`#${entry.id}`}
            aria-current={entry.id === reading ? 'location' : undefined}
            className={`block border-l-2 py-1 text-quiet no-underline hover:text-ink aria-[current]:border-accent aria-[current]:text-ink ${
              entry.depth === 2 ? 'border-line pl-3 font-semibold' : 'border-line pl-6'
            }`}
          >
            {entry.title}
          </a>
        </li>
      ))}
    </ol>
  );
}
