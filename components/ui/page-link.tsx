'use client';

import { useRouter } from 'next/navigation';
import type { MouseEvent, ReactNode } from 'react';

interface Props {
  /** A page of ours: `/week1/day6`. */
  href: string;
  className?: string;
  children: ReactNode;
}

/** Whether the browser shall do what it does with such a click: a new tab, a download. */
const isSpecial = (event: MouseEvent) =>
  event.defaultPrevented ||
  event.button !== 0 ||
  event.metaKey ||
  event.ctrlKey ||
  event.shiftKey ||
  event.altKey;

/**
 * A link to another page of ours. The page is fetched when the learner points at the link, not when it is merely seen.
 * An anchor and the router are enough for that: `next/link` brings 3 KB for addresses of a kind that we do not have.
 */
export function PageLink({ href, className, children }: Props) {
  const router = useRouter();
  const fetchAhead = () => router.prefetch(href);
  return (
    <a
      href={href}
      className={className}
      onPointerEnter={fetchAhead}
      onFocus={fetchAhead}
      onTouchStart={fetchAhead}
      onClick={(event) => {
        if (isSpecial(event)) return;
        event.preventDefault();
        router.push(href);
      }}
    >
      {children}
    </a>
  );
}
