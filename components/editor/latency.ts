import type { Tree } from '@/lib/tree';

/** The name of the User Timing entry that says how long a keystroke waited for its markers, in milliseconds. */
const MEASURE = 'typing-to-markers';

/** Watches how long each keystroke waits for its markers, in the browser's own User Timing. */
export interface Latency {
  /** A keystroke made this tree, at this moment. */
  typed(tree: Tree, at: number): void;
  /** The markers of this tree are set. Keystrokes before it have theirs with it. */
  marked(tree: Tree, at: number): void;
}

/** The browser test observes the entries; each is dropped from the timeline as the next one comes. */
export function createLatency(): Latency {
  let waiting: { tree: Tree; at: number }[] = [];
  return {
    typed(tree, at) {
      waiting = [...waiting.slice(-50), { tree, at }];
    },
    marked(tree, at) {
      const last = waiting.findIndex((keystroke) => keystroke.tree === tree);
      if (last === -1) return;
      performance.clearMeasures(MEASURE);
      for (const keystroke of waiting.slice(0, last + 1))
        performance.measure(MEASURE, { start: keystroke.at, end: at });
      waiting = waiting.slice(last + 1);
    },
  };
}
