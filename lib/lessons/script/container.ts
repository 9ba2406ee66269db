import type { Transfer } from './curl';

/** What a container does when it starts. */
export interface Container {
  /** The program with its arguments, as the kubelet starts it: `command` and `args` together, `$(VAR)` replaced. */
  argv: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** Text of mounted files by absolute path, for a script that is kept in a ConfigMap. */
  files: ReadonlyMap<string, string>;
}

/** One command that ran, with what it did. */
export interface Ran {
  words: readonly string[];
  exit: number;
  transfers: readonly Transfer[];
}

export type Run =
  /** It ended by itself. `last` is the last command that ran. */
  | { kind: 'ended'; exit: number; commands: readonly Ran[]; last: Ran | undefined }
  /** It was still running after very many commands. */
  | { kind: 'endless'; commands: readonly Ran[] }
  /** It uses something that this small shell does not know: `what`. Nothing can be said about it. */
  | { kind: 'unread'; what: string };

/** Thrown inside this folder when a script runs for too long; `runContainer` turns it into a value. */
export class Endless extends Error {}
