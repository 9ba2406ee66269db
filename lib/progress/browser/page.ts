/** The page is being hidden or closed: the last moment in which saving is possible. */
export function onHide(run: () => void): () => void {
  const hidden = () => {
    if (document.visibilityState === 'hidden') run();
  };
  document.addEventListener('visibilitychange', hidden);
  window.addEventListener('pagehide', run);
  return () => {
    document.removeEventListener('visibilitychange', hidden);
    window.removeEventListener('pagehide', run);
  };
}

/** The page is looked at again, perhaps after it had been frozen and had missed what other tabs said. */
export function onShow(run: () => void): () => void {
  const visible = () => {
    if (document.visibilityState === 'visible') run();
  };
  const restored = (event: PageTransitionEvent) => {
    if (event.persisted) run();
  };
  document.addEventListener('visibilitychange', visible);
  window.addEventListener('pageshow', restored);
  return () => {
    document.removeEventListener('visibilitychange', visible);
    window.removeEventListener('pageshow', restored);
  };
}
