import { gvkSortText, gvkText, type Id, orderFirst, orderLast, ranksOf, sameGvk } from '../core/id';
import type { ResMap } from '../core/resmap';
import type { Resource } from '../core/resource';
import { Failure } from '../failure';
import { compareText } from '../yaml';

export interface SortOptions {
  readonly order: string;
  readonly legacy: { readonly first: readonly string[]; readonly last: readonly string[] } | undefined;
}

interface Sortable {
  readonly resource: Resource;
  readonly id: Id;
  readonly text: string;
}

const sortable = (resource: Resource): Sortable => {
  const { id } = resource;
  return { resource, id, text: `${gvkText(id)}|${id.namespace || '~X'}|${id.name || '~N'}` };
};

function compareResources(
  { id: a, text: textA }: Sortable,
  { id: b, text: textB }: Sortable,
  ranks: ReadonlyMap<string, number>,
): number {
  if (sameGvk(a, b)) return compareText(textA, textB);
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
  const sorted = map.resources.map(sortable).sort((a, b) => compareResources(a, b, ranks));
  map.replaceAll(sorted.map(({ resource }) => resource));
}
