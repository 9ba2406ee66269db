import { createApi } from '@/lib/cluster/api';
import type { Context } from '@/lib/cluster/context';
import type { Answer } from '@/lib/cluster/interface';
import { EventLog } from '@/lib/cluster/log/log';
import { seeded } from '@/lib/cluster/time/random';
import { Simulation } from '@/lib/cluster/time/simulation';

/** When every test's cluster starts. */
export const START = Date.UTC(2026, 0, 5, 8);

/** An API server, time and log, with nothing running on them. A fault of our own fails the test that looks at `faults`. */
export function testContext(seed = 1): Context & { faults: string[] } {
  const faults: string[] = [];
  const fault = (message: string) => faults.push(message);
  const time = new Simulation(START, fault);
  const log = new EventLog(() => time.now());
  return { time, log, api: createApi({ time, log, seed, fault }), random: seeded(seed), fault, faults };
}

/** The value of an answer; a refusal fails the test with its message. */
export function granted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** What the API refused with; an answer that is no refusal fails the test. */
export function refused(answer: Answer<unknown>): string {
  if (answer.ok) throw new Error(`was not refused: ${JSON.stringify(answer.value)}`);
  return answer.error.message;
}
