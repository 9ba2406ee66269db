'use client';

import { useEffect } from 'react';

/**
 * Tells scripts/page/when-wanted.js that React has taken over the page, a task later, when all effects have run.
 * Shows nothing.
 */
export function Ready() {
  useEffect(() => {
    const timer = setTimeout(() => window.dispatchEvent(new Event('page-ready')));
    return () => clearTimeout(timer);
  }, []);
  return null;
}
