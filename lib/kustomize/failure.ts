/**
 * A build that cannot go on, with the text that the real tool prints after `Error: `.
 *
 * It is thrown inside this room only: the door (index.ts) turns it into the value `{ error }`.
 * Throwing keeps the nesting of messages where it is upstream: each level adds its prefix with `prefixed`.
 */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    message: string,
    /** The failure that this one puts a prefix on. */
    readonly inner?: Failure,
  ) {
    super(message);
  }
}

/** Runs `action`; a failure in it gets `prefix: ` in front, as errors.WrapPrefixf does upstream. */
export function prefixed<T>(prefix: string, action: () => T): T {
  try {
    return action();
  } catch (caught) {
    if (caught instanceof Failure) throw new Failure(`${prefix}: ${caught.message}`, caught);
    throw caught;
  }
}

/** The failure itself and all that it wraps, outermost first. */
export function* chainOf(failure: Failure): Generator<Failure> {
  for (let each: Failure | undefined = failure; each !== undefined; each = each.inner) yield each;
}

/** The failure that `action` ends in, or its value. Anything but a Failure is a bug and passes through. */
export function attempt<T>(action: () => T): { value: T } | { failure: Failure } {
  try {
    return { value: action() };
  } catch (caught) {
    if (caught instanceof Failure) return { failure: caught };
    throw caught;
  }
}
