/** Plain words in which only `code` between backticks is marked up: how tasks and questions are written. */
export function Inline({ text }: { text: string }) {
  const parts = text.split('`').map((part, index) => ({ part, key: `${index}`, isCode: index % 2 === 1 }));
  return parts.map(({ part, key, isCode }) =>
    isCode ? <code key={key}>{part}</code> : <span key={key}>{part}</span>,
  );
}
