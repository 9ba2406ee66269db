/** How grave a finding is, in a word, a shape and a colour. */
const LOOKS = {
  error: { label: 'Error', tone: 'text-error', says: 'is rejected, never starts, or silently does nothing' },
  warning: {
    label: 'Warning',
    tone: 'text-warning',
    says: 'works, but misses its purpose or depends on the cluster',
  },
  hint: { label: 'Hint', tone: 'text-quiet', says: 'is advice' },
} as const;

export type SeverityWord = keyof typeof LOOKS;
export const SEVERITIES: readonly SeverityWord[] = ['error', 'warning', 'hint'];

export function Severity({ severity }: { severity: SeverityWord }) {
  const { label, tone } = LOOKS[severity];
  return (
    <span className={`inline-flex items-center gap-1.5 font-semibold text-sm ${tone}`}>
      <svg viewBox="0 0 16 16" className="size-3.5" aria-hidden="true" focusable="false">
        <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
          {severity === 'error' && <path d="m3 3 10 10M13 3 3 13" />}
          {severity === 'warning' && <path d="M8 2 15 14H1ZM8 6.5v3M8 12v.01" />}
          {severity === 'hint' && <path d="M8 7v6M8 3v.01" />}
        </g>
      </svg>
      {label}
    </span>
  );
}

/** What a severity means: the same everywhere. */
export function severityMeans(severity: SeverityWord): string {
  return LOOKS[severity].says;
}
