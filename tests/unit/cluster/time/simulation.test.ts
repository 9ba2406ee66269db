import { describe, expect, test } from 'vitest';
import { Simulation } from '@/lib/cluster/time/simulation';

const simulation = () => {
  const faults: string[] = [];
  return { time: new Simulation(1_000, (fault) => faults.push(fault)), faults };
};

describe('simulated time', () => {
  test('runs timers by time, then by the order in which they were set', async () => {
    const { time } = simulation();
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(`${name}@${time.now()}`);
    time.after(20, note('late'));
    time.after(10, note('first'));
    time.after(10, () => {
      note('second')();
      time.after(0, note('same instant'));
    });
    const cancel = time.after(15, note('never'));
    cancel();
    await time.advance(19);
    expect(seen).toEqual(['first@1010', 'second@1010', 'same instant@1010']);
    expect(time.now()).toBe(1_019);
    await time.advance(1);
    expect(seen.at(-1)).toBe('late@1020');
  });

  test('stands still while a process runs, however many promises it awaits', async () => {
    const { time } = simulation();
    const seen: string[] = [];
    time.start(async () => {
      for (let i = 0; i < 50; i++) await Promise.resolve();
      seen.push(`worked@${time.now()}`);
      await time.sleep(500);
      for (let i = 0; i < 50; i++) await Promise.resolve();
      seen.push(`slept@${time.now()}`);
    });
    time.after(1, () => seen.push('timer'));
    await time.advance(1_000);
    expect(seen).toEqual(['worked@1000', 'timer', 'slept@1500']);
  });

  test('an abort wakes a sleeper at once', async () => {
    const { time } = simulation();
    const abort = new AbortController();
    let slept: boolean | undefined;
    time.start(async () => {
      slept = await time.sleep(60_000, abort.signal);
    });
    time.after(100, () => abort.abort());
    await time.advance(100);
    expect(slept).toBe(false);
  });

  test('ends early when what was waited for holds', async () => {
    const { time } = simulation();
    let count = 0;
    const tick = () => {
      count++;
      time.after(10, tick);
    };
    tick();
    await time.advance(1_000, { until: () => count === 5 });
    expect(time.now()).toBe(1_040);
  });

  test('run() lets time pass until the work is done, and says when nothing can come of it', async () => {
    const { time } = simulation();
    const work = new Promise<string>((resolve) => {
      time.after(3_000, () => resolve('done'));
    });
    expect(await time.run(work)).toBe('done');
    expect(time.now()).toBe(4_000);
    await expect(time.run(new Promise(() => {}), 1_000)).rejects.toThrow('nothing came of it');
  });

  test('an exception in a timer is a fault of ours, and the rest goes on', async () => {
    const { time, faults } = simulation();
    let after = false;
    time.after(1, () => {
      throw new Error('bug');
    });
    time.after(2, () => {
      after = true;
    });
    await time.advance(5);
    expect(after).toBe(true);
    expect(faults[0]).toContain('bug');
  });
});
