import type { ResMap } from '../core/resmap';

/** A step of a build that works on all objects so far. */
export interface Transformer {
  /** The name that error texts and origin annotations give it. */
  readonly name: string;
  transform(map: ResMap): void;
}
