'use client';

import type { ReactNode } from 'react';
import { labStore } from '@/lib/lab';
import { nameOf } from '@/lib/tree';
import { useDraft, useDraftState } from './session';

function Notice({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-sunken px-3 py-2 text-sm">
      <p className="min-w-48 grow">{children}</p>
      <div className="flex gap-1.5">{actions}</div>
    </div>
  );
}

function Choice({ onChoose, children }: { onChoose(): void; children: ReactNode }) {
  return (
    <button type="button" className="button-quiet" onClick={onChoose}>
      {children}
    </button>
  );
}

const DAY_MS = 86_400_000;

/** The day of a visit as one would say it: today, a weekday, or a date. */
export function dayOf(at: number, now: number): string {
  const day = new Date(at);
  if (day.toDateString() === new Date(now).toDateString()) return 'earlier today';
  const format: Intl.DateTimeFormatOptions =
    now - at < 6 * DAY_MS ? { weekday: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' };
  return day.toLocaleDateString('en', format);
}

function Restored() {
  const restored = useDraftState((state) => state.restored);
  const draft = useDraft();
  if (restored === undefined) return null;
  return (
    <Notice
      actions={
        <>
          <Choice onChoose={() => void labStore.resetLesson()}>Start fresh</Choice>
          <Choice onChoose={() => draft.dismiss()}>Keep it</Choice>
        </>
      }
    >
      Your draft of {dayOf(restored.at, Date.now())} is restored.
    </Notice>
  );
}

function Elsewhere() {
  const elsewhere = useDraftState((state) => state.elsewhere);
  const draft = useDraft();
  if (elsewhere.length === 0) return null;
  return (
    <Notice actions={<Choice onChoose={() => draft.dismiss()}>Good</Choice>}>
      Another tab changed {elsewhere.map(nameOf).join(', ')}. You see that version here.
    </Notice>
  );
}

function SecondVersions() {
  const beside = useDraftState((state) => state.beside);
  const draft = useDraft();
  return beside
    .filter(({ of }) => of.kind === 'files')
    .map(({ id, of, from }) => (
      <Notice
        key={id}
        actions={
          <>
            <Choice onChoose={() => void draft.choose(id, 'beside')}>Take that one</Choice>
            <Choice onChoose={() => void draft.choose(id, 'current')}>Keep this one</Choice>
          </>
        }
      >
        There is a second version of {nameOf(of.name)}, from {from === 'tab' ? 'another tab' : 'an import'}.
        Either choice can be undone.
      </Notice>
    ));
}

/** What the learner should know about the draft: that it is an old one, or that another tab wrote to it. */
export function DraftNotices() {
  return (
    <>
      <Restored />
      <Elsewhere />
      <SecondVersions />
    </>
  );
}
