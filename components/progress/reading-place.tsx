'use client';

import { useEffect } from 'react';
import { useDraft } from './use-progress';

/** How long the page has to stand still until the place counts as read, in milliseconds. */
const STILL = 1000;

/** The anchor above the first third of the window, and how far below it that line is. */
function placeNow(): { anchor: string; offset: number } | undefined {
  const line = window.innerHeight / 3;
  const anchors = document.querySelectorAll<HTMLElement>('main :is(h2, h3)[id]');
  const above = [...anchors].findLast((heading) => heading.getBoundingClientRect().top < line);
  if (above === undefined) return undefined;
  return { anchor: above.id, offset: Math.round(line - above.getBoundingClientRect().top) };
}

/** Keeps the place in a lesson that was read last. Shows nothing. */
export function ReadingPlace({ lesson }: { lesson: string }) {
  const draft = useDraft(lesson);
  useEffect(() => {
    if (draft === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const scrolled = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const place = placeNow();
        if (place !== undefined) draft.arrange({ place });
      }, STILL);
    };
    window.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('scroll', scrolled);
    };
  }, [draft]);
  return null;
}
