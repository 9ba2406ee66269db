import { gvkSortText, gvkText, type Id, orderFirst, orderLast, ranksOf, sameGvk } from '../core/id';
import type { ResMap } from '../core/resmap';
import { Failure } from '../failure';
import { compareText } from '../yaml';

export interface SortOptions {
  readonly order: string;
  readonly legacy: { readonly first: readonly string[]; readonly last: readonly string[] } | undefined;
}

const idSortText = (id: Id): string => `${gvkText(id)}|${id.namespace || '~X'}|${id.name || '~N'}`;

function compareIds(a: Id, b: Id, ranks: ReadonlyMap<string, number>): number {
  if (sameGvk(a, b)) return compareText(idSortText(a), idSortText(b));
  const rank = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0);
  if (rank !== 0) return rank;
  const order = compareText(gvkSortText(a), gvkSortText(b));
  const cores = a.kind === 'Namespace' && b.kind === 'Namespace' && (a.group === '' || b.group === '');
  return cores ? -order : order;
}

/** Puts the objects into the order in which they can be applied. As SortOrderTransformer. */
export function sortResources(map: ResMap, options: SortOptions): void {
  const { order, legacy } = options;
  if (order !== 'fifo' && order !== 'legacy') {
    throw new Failure("the field 'sortOptions.order' must be one of [fifo, legacy]");
  }
  if (order === 'fifo') {
    if (legacy === undefined) return;
    throw new Failure(
      "the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'",
    );
  }
  const ranks = ranksOf(legacy?.first ?? orderFirst, legacy?.last ?? orderLast);
  const sorted = [...map.resources].sort((a, b) => compareIds(a.id, b.id, ranks));
  map.replaceAll(sorted);
}
