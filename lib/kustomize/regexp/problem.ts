import { Failure } from '../failure';

/** A failure with the words of Go's regexp/syntax: what is wrong, and the part of the pattern that is. */
export const problem = (what: string, part: string): Failure =>
  new Failure(`error parsing regexp: ${what}: \`${part}\``);
