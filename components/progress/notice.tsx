import type { ReactNode } from 'react';

const TONES = {
  calm: { edge: 'border-l-accent', icon: undefined },
  warning: { edge: 'border-l-warning', icon: 'text-warning' },
};

interface NoticeProps {
  tone?: keyof typeof TONES;
  children: ReactNode;
  /** Buttons. */
  actions?: ReactNode;
  /** Puts the line away; without it, the line stays. */
  onDismiss?: (() => void) | undefined;
}

/** One line that says what happened to the learner's work, with what can be done about it. */
export function Notice({ tone = 'calm', children, actions, onDismiss }: NoticeProps) {
  const { edge, icon } = TONES[tone];
  return (
    <div
      className={`flex items-start gap-3 rounded-md border border-line border-l-4 bg-raised p-3 text-[0.9375rem] text-ink leading-snug ${edge}`}
    >
      {icon === undefined ? null : (
        <svg viewBox="0 0 20 20" className={`mt-0.5 size-4 shrink-0 ${icon}`} aria-hidden="true">
          <path d="M10 2 19 18H1Z" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" />
          <path d="M10 8v4m0 2.500v.1" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
        </svg>
      )}
      <div className="min-w-0 flex-1">
        <div className="py-0.5 [overflow-wrap:anywhere]">{children}</div>
        {actions === undefined ? null : <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
      {onDismiss === undefined ? null : (
        <button
          type="button"
          onClick={onDismiss}
          aria-label="Put this line away"
          className="-m-1 grid size-8 shrink-0 place-items-center rounded-md text-quiet hover:text-ink"
        >
          <svg viewBox="0 0 20 20" className="size-4" aria-hidden="true">
            <path d="m5 5 10 10M15 5 5 15" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        </button>
      )}
    </div>
  );
}
