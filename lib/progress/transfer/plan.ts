import { sameValue } from '../draft/pieces';
import { inOrder } from '../in-order';
import type { Event } from '../schema';
import type { DatedPiece } from './file';

/** A piece that is different here and in the import: both are kept, and the learner is asked. */
interface Difference {
  lesson: string;
  kind: 'files' | 'answers';
  name: string;
  hereAt: number;
  importedAt: number;
}

/** What an import would do, to be shown before it is done. */
export interface ImportSummary {
  newEvents: number;
  knownEvents: number;
  /** Files and answers that are not in this browser's drafts yet. */
  added: { lesson: string; kind: 'files' | 'answers'; name: string }[];
  same: number;
  differing: Difference[];
}

/** What an import does. */
export interface ImportPlan {
  events: Event[];
  add: (DatedPiece & { lesson: string })[];
  beside: (DatedPiece & { lesson: string })[];
}

/** Pieces by lesson, each list in the order of names. */
export type Drafts = ReadonlyMap<string, readonly DatedPiece[]>;

/**
 * Merges two lists of events by id: in both orders, and however often, it gives the same list.
 *
 * @returns the events in order, or the id of one that says different things in the two.
 */
export function mergeEvents(
  a: readonly Event[],
  b: readonly Event[],
): { events: Event[] } | { differs: string } {
  const merged = new Map(a.map((event) => [event.id, event]));
  for (const event of b) {
    const known = merged.get(event.id);
    if (known !== undefined && !sameValue(known, event)) return { differs: event.id };
    merged.set(event.id, event);
  }
  return { events: inOrder(merged.values()) };
}

const nameOf = ({ piece }: DatedPiece) => `${piece.kind}/${piece.name}`;

/** Compares an import with what is here. An event that says something else under an id of ours makes it refused. */
export function planImport(
  here: { events: readonly Event[]; drafts: Drafts },
  imported: { events: readonly Event[]; drafts: Drafts },
): { plan: ImportPlan; summary: ImportSummary } | { refused: string } {
  const merged = mergeEvents(here.events, imported.events);
  if ('differs' in merged)
    return { refused: `The event ${merged.differs} says something else there than it does here.` };
  const known = new Set(here.events.map((event) => event.id));
  const events = imported.events.filter((event) => !known.has(event.id));
  const plan: ImportPlan = { events, add: [], beside: [] };
  const summary: ImportSummary = {
    newEvents: events.length,
    knownEvents: imported.events.length - events.length,
    added: [],
    same: 0,
    differing: [],
  };
  for (const [lesson, pieces] of imported.drafts) {
    const ours = new Map((here.drafts.get(lesson) ?? []).map((one) => [nameOf(one), one]));
    for (const { piece, at } of pieces) {
      const our = ours.get(nameOf({ piece, at }));
      if (our === undefined) plan.add.push({ lesson, piece, at });
      if (piece.kind === 'desk') continue;
      const { kind, name } = piece;
      if (our === undefined) summary.added.push({ lesson, kind, name });
      else if (sameValue(our.piece.value, piece.value)) summary.same += 1;
      else {
        plan.beside.push({ lesson, piece, at });
        summary.differing.push({ lesson, kind, name, hereAt: our.at, importedAt: at });
      }
    }
  }
  return { plan, summary };
}
