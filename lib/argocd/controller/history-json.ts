import { addHistory, type HistoryEntry } from '../application/history';
import { readSource } from '../application/spec';
import { at, isMap, itemsAt, type Json, type JsonMap, numberAt, textAt } from '../object';
import type { OperationState } from '../operation/state';
import { stamp, timeAt, withoutEmpty } from './json';

/** Reads `status.history`. */
export function readHistory(json: Json | undefined): HistoryEntry[] {
  return itemsAt(json)
    .filter(isMap)
    .map((entry) => {
      const username = textAt(entry, 'initiatedBy', 'username');
      const deployedAt = timeAt(entry, 'deployedAt') ?? 0;
      return {
        id: numberAt(entry, 'id') ?? 0,
        revision: textAt(entry, 'revision'),
        source: readSource(at(entry, 'source')),
        deployStartedAt: timeAt(entry, 'deployStartedAt') ?? deployedAt,
        deployedAt,
        initiatedBy: {
          ...(username && { username }),
          automated: at(entry, 'initiatedBy', 'automated') === true,
        },
      };
    });
}

/** `status.history` with the operation in it, if it belongs there. As controller/state.go, persistRevisionHistory. */
export function historyWith(
  before: Json | undefined,
  state: OperationState,
  source: Json | undefined,
  now: number,
  limit: number,
): Json[] {
  const old = itemsAt(before).filter(isMap);
  const next = addHistory(readHistory(before), state, readSource(source), now, limit);
  return next.map((entry): JsonMap => {
    const known = old.find((one) => one.id === entry.id);
    return known ?? write(entry, source);
  });
}

const write = (entry: HistoryEntry, source: Json | undefined): JsonMap => ({
  id: entry.id,
  revision: entry.revision,
  ...(source !== undefined && { source }),
  deployStartedAt: stamp(entry.deployStartedAt),
  deployedAt: stamp(entry.deployedAt),
  initiatedBy: withoutEmpty({ ...entry.initiatedBy }),
});
