/** Longest answer that is read, in UTF-16 units: some 1,500 words, ten times what the question wants. */
export const longestAnswer = 10_000;

/** What of a long answer was read, to be told to the learner. */
export interface Cut {
  read: number;
  of: number;
}

/** The part of an answer that is read: all of it, or what precedes the last space before the limit. */
export function cutToLimit(answer: string): { text: string; cut?: Cut } {
  if (answer.length <= longestAnswer) return { text: answer };
  const head = answer.slice(0, longestAnswer);
  const text = head.slice(0, Math.max(head.search(/\s\S*$/), 0)) || head;
  return { text, cut: { read: text.length, of: answer.length } };
}
