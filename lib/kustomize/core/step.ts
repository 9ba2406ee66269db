/** A step of a build that changed an object: which transformer, and the file that asked for it. */
export interface Step {
  readonly transformer: string;
  readonly configuredIn: string;
}
