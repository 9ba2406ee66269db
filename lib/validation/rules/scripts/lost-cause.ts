import type { Command } from 'unbash';

/** Why nobody hears of a command's failure. */
export type LostCause =
  | 'sequence'
  | 'pipe'
  | 'or-true'
  | 'and-list'
  | 'loop'
  | 'retry'
  | 'if'
  | 'background'
  | 'answer'
  | 'kept'
  | 'masked'
  | 'unheard';

/** A command whose failure may be lost. */
export interface Lost {
  command: Command;
  cause: LostCause;
  /** For `or-true`: from `||` to the end of what follows it. */
  span?: { start: number; end: number };
  /** In front of `&&`, where a command may be a question whose answer is no. */
  joined?: boolean;
  /** Goes to `head` or `tail`, to be seen. */
  shown?: boolean;
  /** In a loop whose every turn asks something else. */
  each?: boolean;
}

/** Where the reader is. */
export interface Place {
  /** Whether a failure here ends the script or becomes its exit status. */
  heard: boolean;
  cause: LostCause;
  /** Whether all that may run after this only talks. */
  quietAfter?: boolean;
  /** In front of `&&`. */
  joined?: boolean;
  /** In front of `| head`. */
  shown?: boolean;
  /** The variable of the `for` around this. */
  variable?: string | undefined;
  inLoop?: boolean;
  /** Inside a loop after which the script only talks: leaving the loop early changes nothing. */
  talksAfter?: boolean;
}
