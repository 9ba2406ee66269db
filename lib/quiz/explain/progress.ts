import type { Comparison, Subject } from './reading';
import type { Statement } from './statements';

/** What one segment has shown so far. */
export interface Progress {
  denied: boolean;
  /** Whether that is by what a verb means: `leaves out`. */
  inner: boolean;
  local: Subject | undefined;
  blocked: boolean;
  /** `only the wave Job`: what is said of it is denied of the other. */
  only: Subject | undefined;
  compared: Comparison | undefined;
  statements: Statement[];
  ideas: number;
  /** What was said of nothing in particular: `whether it is tracked: wave yes, hook no`. */
  unbound: Statement[];
  contrasted: boolean;
  openDenial: boolean;
}
