import type { DraftState } from './draft';
import type { Ledger } from './ledger';
import type { Loaded } from './load';
import { sorted } from './pieces';

const sameEntries = <T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>) =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);

type View = Pick<DraftState, 'files' | 'answers' | 'desk'>;

/** The pieces as the state shows them. Of `before`, what still holds the same stays the same object. */
export function viewOf(ledger: Ledger, before?: View): View {
  const { files, answers, desk } = sorted(ledger.pieces());
  return {
    files: before && sameEntries(before.files, files) ? before.files : files,
    answers: before && sameEntries(before.answers, answers) ? before.answers : answers,
    desk,
  };
}

/** Second versions and what can be undone, as the state shows them. */
export function sidesOf({ beside, snapshots }: Loaded): Pick<DraftState, 'beside' | 'undo'> {
  return {
    beside: beside.map(({ id, record: { piece, at, from } }) => ({
      id,
      of: { kind: piece.kind, name: piece.name },
      at,
      from,
      value: piece.value,
    })),
    undo: snapshots.map(({ id, record: { at, label } }) => ({ id, at, label })).reverse(),
  };
}

/** When the latest of the saved pieces was saved. */
export function latestOf({ entries }: Loaded): number | undefined {
  const times = [...entries.values()].map((entry) => entry.at);
  return times.length === 0 ? undefined : Math.max(...times);
}
