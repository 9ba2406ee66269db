/** Our sign: a commit line that bends into a round, with the day's sun in it. Decorative. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <path
        d="M5 27V13a9 9 0 1 1 9 9H5"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="14" cy="13" r="3.4" fill="var(--presync)" />
      <circle cx="5" cy="27" r="2.6" fill="var(--ink)" />
    </svg>
  );
}
