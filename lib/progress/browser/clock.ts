/** Epoch milliseconds. */
export const now = () => Date.now();

/** Runs something later; gives back a function that calls it off. */
export function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
