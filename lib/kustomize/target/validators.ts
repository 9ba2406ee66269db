import { validatedByLabel } from '../core/annotations';
import { goQuote } from '../core/go-text';
import { idText, sameId } from '../core/id';
import { objectValue } from '../core/object-value';
import type { ResMap } from '../core/resmap';
import type { Resource } from '../core/resource';
import { Failure } from '../failure';
import type { Transformer } from '../transform/transformer';
import { toJson } from '../yaml';

function unlabelled(resource: Resource): Resource {
  const copy = resource.copy();
  const { labels } = copy;
  if (labels.delete(validatedByLabel)) copy.labels = labels;
  return copy;
}

/** An object as Go's %#v prints it, with an address that means nothing. */
function goDump({ refVarNames }: Resource): string {
  const names = refVarNames.length === 0 ? '(nil)' : `{${refVarNames.map(goQuote).join(', ')}}`;
  return (
    '&resource.Resource{RNode:yaml.RNode{fieldPath:[]string(nil), value:(*yaml.Node)(0xPTR), ShouldKeep:false, ' +
    `Match:[]string(nil)}, refVarNames:[]string${names}}`
  );
}

const goListDump = (list: readonly Resource[]): string =>
  `[]*resource.Resource{${list.map(() => '(*resource.Resource)(0xPTR)').join(', ')}}`;

/** How two lists of objects differ, or undefined. As ResMap.ErrorIfNotEqualSets. */
function differenceOf(before: readonly Resource[], after: readonly Resource[]): string | undefined {
  if (before.length !== after.length) {
    return `lists have different number of entries: ${goListDump(before)} doesn't equal ${goListDump(after)}`;
  }
  for (const old of before) {
    const { id } = old;
    const [found, ...others] = after.filter((each) => sameId(id, each.id));
    if (found === undefined) return `id in self missing from other; id: ${idText(id)}`;
    if (others.length > 0) return `id in self matches ${others.length + 1} in other; id: ${idText(id)}`;
    const [was, is] = [old, found].map(({ node }) => toJson(objectValue(node)));
    if (was !== is) {
      return `nodes unequal: \n -- ${was},\n -- ${is}\n\n--\n${goDump(old)}\n------\n${goDump(found)}\n`;
    }
  }
  return undefined;
}

/** Runs validators, which may change nothing but the label that says who validated. As KustTarget.runValidators. */
export function runValidators(map: ResMap, validators: readonly { transformer: Transformer }[]): void {
  for (const { transformer } of validators) {
    const before = map.resources.map((resource) => resource.copy());
    transformer.transform(map);
    const difference = differenceOf(before, map.resources.map(unlabelled));
    if (difference !== undefined) {
      throw new Failure(`validator shouldn't modify the resource map: ${difference}`);
    }
  }
}
