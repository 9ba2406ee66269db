import type { ParsedScript } from 'unbash';
import type { ShellOptions } from '../script';
import { visit } from '../status';
import { Performance } from './performance';
import type { Fails } from './stage';
import { Beyond, type Budget, Choices, Hangs, nextAnswers } from './state';

export { Budget } from './state';

/** How many ways through a script are looked at. */
const WAYS = 96;

interface Way {
  good: boolean;
  met: boolean;
  answers: Map<string, boolean>;
}

/**
 * What becomes of a script when some of its commands fail and all else goes well, by performing it in thought along every
 * way that it may take.
 *
 * @returns `lost`: it ends with 0 in spite of them; `heard`: it may end otherwise because of them; undefined: it does
 *   something that is not followed, or never comes to those commands
 */
export function rehearse(
  script: ParsedScript,
  options: ShellOptions,
  budget: Budget,
  fails: Fails,
): 'lost' | 'heard' | undefined {
  // Arrays of bash are not followed.
  if (hasArrays(script)) return undefined;
  const assigned = assignedIn(script);
  let left = WAYS;
  const ways = function* (failing: Fails, start: Map<string, boolean>): Generator<Way> {
    let answers: Map<string, boolean> | undefined = new Map(start);
    while (answers) {
      if (left-- <= 0) throw new Beyond();
      const performance = new Performance(failing, new Choices(answers, budget), assigned, options);
      yield { good: ends(performance, script), met: performance.met, answers };
      answers = nextAnswers(answers, start.size);
    }
  };
  try {
    let lost = false;
    for (const way of ways(fails, new Map())) {
      if (!way.met) continue;
      if (way.good) lost = true;
      else {
        // The same way with nothing failing: where that ends well, the failure was the reason.
        const given = new Map([...way.answers].filter(([place]) => !place.includes('!')));
        for (const same of ways(() => false, given)) if (same.good) return 'heard';
      }
    }
    return lost ? 'lost' : undefined;
  } catch (error) {
    if (error instanceof Beyond) return undefined;
    throw error;
  }
}

function ends(performance: Performance, script: ParsedScript): boolean {
  try {
    return performance.perform(script);
  } catch (error) {
    if (error instanceof Hangs) return false;
    throw error;
  }
}

const ASSIGNED = new WeakMap<ParsedScript, ReadonlySet<string>>();

/** The names that a script gives a value somewhere. */
function assignedIn(script: ParsedScript): ReadonlySet<string> {
  const kept = ASSIGNED.get(script);
  if (kept) return kept;
  const names = new Set<string>();
  visit(script, (node) => {
    if (node.type === 'Assignment') names.add(node.name);
  });
  ASSIGNED.set(script, names);
  return names;
}

function hasArrays(script: ParsedScript): boolean {
  let found = false;
  visit(script, ({ type }) => {
    found ||= type === 'ArrayValue';
  });
  return found;
}
