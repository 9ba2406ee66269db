import type { FieldSpec } from '../config/fieldspec';
import { gvkSelected } from '../core/id';
import type { Resource } from '../core/resource';
import { Kind, type Node, Tag } from '../yaml';
import { applySpec, entrySetter } from './apply-spec';
import type { Transformer } from './transformer';

const any = { group: '', version: '', kind: '' };
const skipped = [
  { ...any, kind: 'CustomResourceDefinition' },
  { ...any, group: 'apiregistration.k8s.io', kind: 'APIService' },
  { ...any, kind: 'Namespace' },
];

function affixTransformer(
  name: string,
  specs: readonly FieldSpec[],
  changes: boolean,
  remember: (resource: Resource) => void,
  change: (value: string) => string,
): Transformer {
  return {
    name,
    transform(map) {
      for (const resource of map.resources) {
        const id = resource.originalId;
        if (skipped.some((selector) => gvkSelected(id, selector))) continue;
        for (const spec of specs) {
          if (!gvkSelected(id, spec)) continue;
          if (spec.path === 'metadata/name') {
            remember(resource);
            if (changes) resource.storePreviousId();
          }
          applySpec(spec, resource.node, {
            set: (node: Node) => entrySetter('', change(node.value), '')(node),
            createKind: Kind.scalar,
            createTag: Tag.str,
          });
        }
      }
      map.changed();
    },
  };
}

/** Puts a prefix before names. As PrefixTransformer. */
export function prefixTransformer(prefix: string, specs: readonly FieldSpec[]): Transformer {
  return affixTransformer(
    'PrefixTransformer',
    specs,
    prefix !== '',
    (resource) => resource.addPrefix(prefix),
    (value) => prefix + value,
  );
}

/** Puts a suffix after names. As SuffixTransformer. */
export function suffixTransformer(suffix: string, specs: readonly FieldSpec[]): Transformer {
  return affixTransformer(
    'SuffixTransformer',
    specs,
    suffix !== '',
    (resource) => resource.addSuffix(suffix),
    (value) => value + suffix,
  );
}
