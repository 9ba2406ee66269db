import { Fragment, type ReactNode } from 'react';
import type { Span } from '@/lib/quiz/explain';

/** Spans in order, none reaching into the next. */
function separate(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

/** The learner's answer as it was written, with the words marked that decided a point. */
export function Marked({ text, spans }: { text: string; spans: readonly Span[] }) {
  const out: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of separate(spans)) {
    out.push(<Fragment key={`t${at}`}>{text.slice(at, start)}</Fragment>);
    out.push(<mark key={`m${start}`}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <blockquote className="quiz-answer">
      {out}
      {text.slice(at)}
    </blockquote>
  );
}
