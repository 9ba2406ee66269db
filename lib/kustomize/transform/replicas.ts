import type { FieldSpec } from '../config/fieldspec';
import { gvkSelected, gvkText } from '../core/id';
import { Failure } from '../failure';
import { Kind, Tag } from '../yaml';
import { applySpec, entrySetter } from './apply-spec';
import type { Transformer } from './transformer';

/** Sets the number of replicas of the objects with a name. As ReplicaCountTransformer. */
export function replicasTransformer(name: string, count: string, specs: readonly FieldSpec[]): Transformer {
  return {
    name: 'ReplicaCountTransformer',
    transform(map) {
      let found = false;
      for (const spec of specs) {
        for (const resource of map.matchingAnyId((id) => id.name === name && gvkSelected(id, spec))) {
          found = true;
          applySpec(spec, resource.node, {
            set: entrySetter('', count, Tag.int),
            createKind: Kind.scalar,
            createTag: Tag.int,
          });
        }
      }
      if (found) return;
      const kinds = specs.map(gvkText).join(' ');
      throw new Failure(
        `resource with name ${name} does not match a config with the following GVK [${kinds}]`,
      );
    },
  };
}
