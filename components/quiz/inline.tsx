import { Fragment } from 'react';

/** A paragraph of plain words in which `code` stands in backticks, as the questions are written. */
export function Inline({ text }: { text: string }) {
  let at = 0;
  return text.split('`').map((part, index) => {
    const key = at;
    at += part.length + 1;
    return index % 2 === 1 ? <code key={key}>{part}</code> : <Fragment key={key}>{part}</Fragment>;
  });
}
