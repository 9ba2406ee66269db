/** Calls back after some milliseconds unless cancelled: the clock that is handed in. */
export type Schedule = (milliseconds: number, callback: () => void) => () => void;

/** A timer that is fed by every sign of life, and barks once when none came for `limit` milliseconds. */
export interface Watchdog {
  feed(limit: number): void;
  rest(): void;
}

/**
 * @param grace milliseconds between the timer's end and the bark: when the page itself was busy, the reply is
 *   already waiting behind the timer, and gets this long to be read.
 */
export function createWatchdog(schedule: Schedule, bark: () => void, grace = 50): Watchdog {
  let cancel = () => {};
  return {
    feed(limit) {
      cancel();
      cancel = schedule(limit, () => {
        cancel = schedule(grace, bark);
      });
    },
    rest() {
      cancel();
      cancel = () => {};
    },
  };
}
