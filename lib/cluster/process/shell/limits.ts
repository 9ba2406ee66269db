import type { Bash } from 'just-bash/browser';

/** What one script may use. Sizes are bounded; counts are not, since a script's loops are bounded by simulated time. */
export const LIMITS = {
  maxExecutionTimeMs: Number.POSITIVE_INFINITY,
  maxExtensionCleanupTimeMs: Number.POSITIVE_INFINITY,
  maxCommandCount: Number.MAX_SAFE_INTEGER,
  maxLoopIterations: Number.MAX_SAFE_INTEGER,
  maxWorkUnits: Number.MAX_SAFE_INTEGER,
  maxSourceBytes: 2 ** 21,
  maxStringLength: 2 ** 22,
  maxOutputSize: 2 ** 40,
  maxLiveBytes: 2 ** 26,
  maxFileSystemBytes: 2 ** 26,
  maxCallDepth: 1000,
};

/** Turns of loops in one instant before the lab ends them: about a second of the machine. */
const TURNS_IN_AN_INSTANT = 10_000;

/**
 * Loops take simulated time by the ticks that are put into them (live.ts). Those of `eval`, of a sourced file and of an alias
 * come into being later and have no ticks: they would hold up the machine for ever, since just-bash gives nobody a turn. So
 * the limit that it asks for at each turn of a loop counts the turns, and ends what turns too often while time stands still.
 */
export function endLoopsWithoutTime(bash: Bash, now: () => number): void {
  const limits: unknown = Reflect.get(bash, 'limits');
  if (typeof limits !== 'object' || limits === null) throw new Error('just-bash keeps its limits elsewhere');
  let instant = now();
  let turns = 0;
  Object.defineProperty(limits, 'maxLoopIterations', {
    enumerable: true,
    get: () => {
      if (now() !== instant) {
        instant = now();
        turns = 0;
      }
      return turns++ < TURNS_IN_AN_INSTANT ? LIMITS.maxLoopIterations : -1;
    },
  });
}

const OURS = '(a limit of the lab: a real shell would go on)';

/** just-bash's refusals for its own limits, told as what they are: no shell says such things. */
export function limitWords(text: string): string {
  return text
    .replace(
      /(?:while|until|for) loop: too many iterations \(.*$/gm,
      `a loop inside eval, a sourced file or an alias never waits ${OURS}`,
    )
    .replace(
      /^((?:\w+: )*).*\b(?:limit exceeded|exceeded maximum|exceeds (?:string )?limit|nesting depth exceeded|exceeded, increase)\b.*$/gm,
      (said, tools: string) => `${tools.replace(/(\b\w+: )\1/, '$1')}${reasonOf(said)} ${OURS}`,
    );
}

function reasonOf(said: string): string {
  if (/recursion|nest|depth/i.test(said)) return 'too deep a recursion or nesting';
  if (/iterations|operation|work/i.test(said)) return 'too many steps';
  return 'too much text at once';
}
