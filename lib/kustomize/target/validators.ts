import { validatedByLabel } from '../core/annotations';
import { objectValue } from '../core/object-value';
import type { ResMap } from '../core/resmap';
import { Failure } from '../failure';
import type { Transformer } from '../transform/transformer';
import { toJson } from '../yaml';

const snapshot = (map: ResMap): string[] =>
  map.resources.map((resource) => {
    const copy = resource.copy();
    const { labels } = copy;
    if (labels.delete(validatedByLabel)) copy.labels = labels;
    return toJson(objectValue(copy.node));
  });

/** An object as Go's %#v prints it, with an address that means nothing. */
const goDump =
  '&resource.Resource{RNode:yaml.RNode{fieldPath:[]string(nil), value:(*yaml.Node)(0xPTR), ShouldKeep:false, ' +
  'Match:[]string(nil)}, refVarNames:[]string(nil)}';

/** Runs validators, which may change nothing but the label that says who validated. As KustTarget.runValidators. */
export function runValidators(map: ResMap, validators: readonly { transformer: Transformer }[]): void {
  for (const { transformer } of validators) {
    const before = snapshot(map);
    transformer.transform(map);
    const after = snapshot(map);
    const at = before.findIndex((each, i) => each !== after[i]);
    if (at < 0 && before.length === after.length) continue;
    throw new Failure(
      `validator shouldn't modify the resource map: nodes unequal: \n -- ${before[at]},\n -- ${after[at]}\n\n--\n${goDump}\n------\n${goDump}\n`,
    );
  }
}
