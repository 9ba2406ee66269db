'use client';

import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { Inline } from '@/components/ui';
import type { PutInOrder } from '@/lib/quiz';
import type { FormProps } from './form-props';
import { orderOf } from './given';
import { PartNote } from './part';

const plain = (text: string) => text.replaceAll('`', '');

/** Items to put in order: with the buttons, or with the arrow keys while a button has the focus. */
export function Ordering({ question, given, give, shown, revealed, name }: FormProps<PutInOrder>) {
  const order = orderOf(question, given);
  const items = new Map(question.items.map((item) => [item.id, item]));
  const focus = useRef<string>(undefined);
  const [moved, setMoved] = useState('');

  // Moving an item in the document takes the focus from its button: give it back.
  useLayoutEffect(() => {
    if (focus.current === undefined) return;
    document.getElementById(focus.current)?.focus();
    focus.current = undefined;
  });

  const move = (id: string, by: number, button: string) => {
    const from = order.indexOf(id);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    focus.current = button;
    give(order.toSpliced(from, 1).toSpliced(to, 0, id));
    setMoved(`${plain(items.get(id)?.text ?? '')}: now ${to + 1} of ${order.length}`);
  };
  const onKey = (id: string) => (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    move(id, by, event.currentTarget.id);
  };
  return (
    <>
      <ol className="quiz-order">
        {order.map((id, index) => {
          const item = items.get(id);
          if (item === undefined) return null;
          const part = shown(id, true);
          const place = question.items.indexOf(item) + 1;
          const button = (direction: 'up' | 'down', by: number, path: string, end: boolean) => (
            <button
              id={`${name}-${id}-${direction}`}
              type="button"
              aria-label={`Move ${direction}: ${plain(item.text)}`}
              aria-disabled={end}
              onClick={() => move(id, by, `${name}-${id}-${direction}`)}
              onKeyDown={onKey(id)}
            >
              <svg viewBox="0 0 20 20" aria-hidden="true">
                <path d={path} />
              </svg>
            </button>
          );
          return (
            <li key={id} className="quiz-option" data-mark={part?.mark}>
              <div className="quiz-row">
                <span className="quiz-place">{index + 1}</span>
                <span>
                  <Inline text={item.text} />
                </span>
                <span className="quiz-movers">
                  {button('up', -1, 'M10 16V4M5 9l5-5 5 5', index === 0)}
                  {button('down', 1, 'M10 4v12M5 11l5 5 5-5', index === order.length - 1)}
                </span>
              </div>
              {part === undefined ? null : (
                <PartNote
                  id={`${name}-${id}`}
                  part={part}
                  word={part.mark === 'wrong' ? 'Out of order' : undefined}
                  expected={revealed && part.mark !== 'right' ? `place ${place}` : undefined}
                />
              )}
            </li>
          );
        })}
      </ol>
      <div role="status" className="sr-only">
        {moved}
      </div>
    </>
  );
}
