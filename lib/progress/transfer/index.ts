import { keyOf, pieceOf, sameValue } from '../draft/pieces';
import { putBeside } from '../draft/save';
import { putEvent } from '../events';
import { parse } from '../parse';
import { besideSchema, type Event, type Piece, savedSchema } from '../schema';
import type { Transaction } from '../world';
import { type DatedPiece, type ExportFile, FORMAT, packDraft, unpackDraft, VERSION } from './file';
import { type Drafts, type ImportPlan, planImport } from './plan';
import { readFile } from './read';

/** All drafts that can be read. Those that cannot are left for the lesson that opens them. */
export async function readDrafts(t: Transaction): Promise<Drafts> {
  const drafts = new Map<string, DatedPiece[]>();
  for (const { key, value } of await t.list('drafts', [])) {
    const saved = parse(savedSchema, value);
    if (saved === undefined || !Array.isArray(key) || typeof key[0] !== 'string') continue;
    drafts.set(key[0], [...(drafts.get(key[0]) ?? []), { piece: pieceOf(saved), at: saved.at }]);
  }
  return drafts;
}

/** A draft as the page shows it; what is not saved like that gets the time `now`. In the order of names. */
export function asShown(
  shown: readonly Piece[],
  saved: readonly DatedPiece[] | undefined,
  now: number,
): DatedPiece[] {
  const known = new Map((saved ?? []).map((one) => [keyOf(one.piece), one]));
  return shown
    .map((piece) => {
      const one = known.get(keyOf(piece));
      return { piece, at: one && sameValue(one.piece.value, piece.value) ? one.at : now };
    })
    .sort((a, b) => (a.piece.name < b.piece.name ? -1 : 1));
}

/** The text of an exported file: one JSON object, as `fileSchema` describes it. */
export function writeFile(events: readonly Event[], drafts: Drafts, exportedAt: number): string {
  const file: ExportFile = {
    format: FORMAT,
    version: VERSION,
    exportedAt,
    events: [...events],
    drafts: [...drafts].map(([lesson, pieces]) => packDraft(lesson, pieces)),
  };
  return JSON.stringify(file, null, 1);
}

/** Reads an exported file and compares it with what is here. */
export function prepareImport(text: string, events: readonly Event[], drafts: Drafts) {
  const read = readFile(text);
  if ('refused' in read) return read;
  const imported = new Map(read.file.drafts.map((draft) => [draft.lesson, unpackDraft(draft)]));
  return planImport({ events, drafts }, { events: read.file.events, drafts: imported });
}

/** Does what the plan says, in one transaction. What has come up since the plan was made is not overwritten either. */
export async function carryOut(t: Transaction, plan: ImportPlan, newId: () => string): Promise<void> {
  for (const event of plan.events)
    if ((await t.get('events', [event.id])) === undefined) await putEvent(t, event);
  for (const { lesson, piece, at } of [...plan.add, ...plan.beside]) {
    const place = [lesson, piece.kind, piece.name];
    const here = parse(savedSchema, await t.get('drafts', place));
    if (here === undefined) await t.put('drafts', place, { v: 1, ...piece, revision: newId(), at });
    else if (piece.kind !== 'desk' && !sameValue(here.value, piece.value)) {
      const known = await t.list('beside', place);
      const already = known.some(({ value }) => {
        const beside = parse(besideSchema, value);
        return beside !== undefined && sameValue(beside.piece.value, piece.value);
      });
      if (!already) await putBeside(t, lesson, newId(), { v: 1, piece, at, from: 'import' });
    }
  }
}
