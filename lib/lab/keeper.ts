/** What is put back to the start. `paths` are files, as concrete paths. */
export type ResetScope =
  | { scope: 'lesson' }
  | { scope: 'step'; step: string; paths: readonly string[] }
  | { scope: 'file'; path: string };

/**
 * Where the learner's work is kept from visit to visit. A reset goes through it, so that it is recorded and can still
 * be taken back after the page was left.
 */
export interface Keeper {
  /**
   * Puts back what `what` says; the lab's tree has followed when it resolves. Gives the id that undoes it, or undefined
   * when nothing can be kept just now: the lab then resets its files by itself.
   */
  reset(what: ResetScope): Promise<string | undefined>;
  /** Takes a reset back; the lab's tree has followed when it resolves. False when it is not known, or cannot be. */
  undo(id: string): Promise<boolean>;
}
