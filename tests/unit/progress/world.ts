import { openProgress } from '@/lib/progress/open';
import type { Channel, Storage, World } from '@/lib/progress/world';

/** A browser with tabs: they share a storage and a line, and their clock and timers only move when told to. */
export function browser(kept: Storage) {
  let pending = 0;
  const storage: Storage = {
    kind: kept.kind,
    async transact(work) {
      pending += 1;
      try {
        return await kept.transact(work);
      } finally {
        pending -= 1;
      }
    },
    putAtOnce: (place, records) => kept.putAtOnce(place, records),
  };
  let time = Date.UTC(2026, 0, 6, 9);
  let ids = 0;
  const ears = new Set<(message: string) => void>();

  /** Waits until nothing has been at work on the storage for a while, however slow the machine is. */
  async function settled(): Promise<void> {
    for (let quiet = 0; quiet < 8; quiet += 1) {
      await new Promise((resolve) => setTimeout(resolve, 3));
      if (pending > 0) quiet = 0;
    }
  }

  function tab() {
    const timers = new Set<() => void>();
    const hide = new Set<() => void>();
    const show = new Set<() => void>();
    let mine: ((message: string) => void) | undefined;
    let deaf = false;
    const channel: Channel = {
      post(message) {
        for (const ear of ears) if (ear !== mine) ear(message);
      },
      listen(heard) {
        mine = (message) => {
          if (!deaf) heard(message);
        };
        ears.add(mine);
        return () => {};
      },
    };
    const world: World = {
      now: () => time,
      newId: () => `id-${++ids}`,
      after(_milliseconds, run) {
        timers.add(run);
        return () => timers.delete(run);
      },
      storage,
      channel,
      onHide(run) {
        hide.add(run);
        return () => hide.delete(run);
      },
      onShow(run) {
        show.add(run);
        return () => show.delete(run);
      },
    };
    return {
      world,
      open: () => openProgress(world),
      /** From now on this tab is frozen and hears nothing. */
      freeze() {
        deaf = true;
      },
      thaw() {
        deaf = false;
        for (const run of show) run();
      },
      hide() {
        for (const run of hide) run();
      },
      /** Closes without a word: nothing that waits is saved. */
      crash() {
        deaf = true;
        timers.clear();
        hide.clear();
      },
    };
  }
  return {
    tab,
    settled,
    pass(milliseconds: number) {
      time += milliseconds;
    },
  };
}
