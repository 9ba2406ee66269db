import type { FieldSpec } from '../config/fieldspec';
import { Kind, Tag } from '../yaml';
import { applySpecs, entrySetter } from './apply-spec';
import type { Transformer } from './transformer';

/** Sets labels or annotations everywhere the specs say. As api/filters/labels and annotations. */
export function entriesTransformer(
  name: 'LabelTransformer' | 'AnnotationsTransformer',
  entries: ReadonlyMap<string, string>,
  specs: readonly FieldSpec[],
): Transformer {
  const keys = [...entries.keys()].sort();
  return {
    name,
    transform(map) {
      if (keys.length === 0) return;
      for (const resource of map.resources) {
        for (const key of keys) {
          applySpecs(specs, resource.node, {
            set: entrySetter(key, entries.get(key) ?? '', Tag.str),
            createKind: Kind.mapping,
            createTag: Tag.map,
          });
        }
      }
    },
  };
}
