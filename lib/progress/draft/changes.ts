import { putEvent } from '../events';
import { parse } from '../parse';
import { besideSchema, type Event, type PieceKey, savedSchema, snapshotSchema } from '../schema';
import type { Transaction } from '../world';
import type { ResetScope } from './draft';
import { replace, undoOf } from './replace';
import type { SaveContext } from './save';

interface Change<T> {
  value: T;
  /** Events that were put into storage with it. */
  events: Event[];
}

async function piecesOf(t: Transaction, lesson: string): Promise<PieceKey[]> {
  const records = await t.list('drafts', [lesson]);
  return records.flatMap(({ value }) => {
    const saved = parse(savedSchema, value);
    return saved === undefined ? [] : [{ kind: saved.kind, name: saved.name }];
  });
}

function labelOf(what: ResetScope): string {
  if (what.scope === 'file') return `${what.path} was put back to the start`;
  return what.scope === 'step' ? 'A step was put back to the start' : 'The lesson was put back to the start';
}

/** Takes away what a reset covers. Gives the id that undoes it. */
export async function resetIn(t: Transaction, what: ResetScope, to: SaveContext): Promise<Change<string>> {
  const { lesson, at, newId } = to;
  const event: Event = { id: newId(), at, lesson, kind: 'reset', scope: what.scope };
  if (what.scope === 'step') event.step = what.step;
  if (what.scope === 'file') event.path = what.path;
  const paths = what.scope === 'file' ? [what.path] : what.scope === 'step' ? what.paths : [];
  const remove: PieceKey[] =
    what.scope === 'lesson'
      ? await piecesOf(t, lesson)
      : paths.map((name) => ({ kind: 'files' as const, name }));
  const id = newId();
  await replace(t, { put: [], remove }, { lesson, id, at, label: labelOf(what), reset: event.id, newId });
  await putEvent(t, event);
  return { value: id, events: [event] };
}

/** Takes a replacement back. False when it is not there any more. */
export async function undoIn(t: Transaction, id: string, to: SaveContext): Promise<Change<boolean>> {
  const { lesson, at, newId } = to;
  const snapshot = parse(snapshotSchema, await t.get('snapshots', [lesson, id]));
  if (snapshot === undefined) return { value: false, events: [] };
  await t.remove('snapshots', [lesson, id]);
  const label = `Taken back: ${snapshot.label}`;
  await replace(t, undoOf(snapshot), { lesson, id: newId(), at, label, newId });
  if (snapshot.reset === undefined) return { value: true, events: [] };
  const event: Event = { id: newId(), at, lesson, kind: 'reset-undone', reset: snapshot.reset };
  await putEvent(t, event);
  return { value: true, events: [event] };
}

/** Settles a second version of a piece; what is not taken can be had back with an undo. */
export async function chooseIn(
  t: Transaction,
  id: string,
  which: 'beside' | 'current',
  to: SaveContext,
): Promise<Change<undefined>> {
  const { lesson, at, newId } = to;
  const none: Change<undefined> = { value: undefined, events: [] };
  for (const { key, value } of await t.list('beside', [lesson])) {
    if (!Array.isArray(key) || key[3] !== id) continue;
    const piece = parse(besideSchema, value)?.piece;
    if (piece === undefined) continue;
    await t.remove('beside', key);
    if (which === 'beside') {
      const label = `The other version of ${piece.name} was taken`;
      await replace(t, { put: [piece], remove: [] }, { lesson, id: newId(), at, label, newId });
    } else {
      const label = `The other version of ${piece.name} was put away`;
      const record = { v: 1, at, label, pieces: [piece], absent: [] };
      await t.put('snapshots', [lesson, newId()], record);
    }
  }
  return none;
}
