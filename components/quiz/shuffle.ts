/** Numbers from a text, the same for the same text. As Fowler, Noll and Vo's FNV-1a and Marsaglia's xorshift32. */
function numbersFrom(text: string): () => number {
  let state = 0x811c9dc5;
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/**
 * Shuffles a list, the same way for the same seed, so that the page as it was built and the page in the browser agree.
 * Never gives the order that it was given, where there is another.
 */
export function shuffled(list: readonly string[], seed: string): string[] {
  const next = numbersFrom(seed);
  const left = [...list];
  const out: string[] = [];
  while (left.length > 0) out.push(...left.splice(next() % left.length, 1));
  const [first, ...rest] = out;
  return first !== undefined && out.every((one, index) => one === list[index]) ? [...rest, first] : out;
}
