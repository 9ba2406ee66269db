import type { FieldSpec } from '../config/fieldspec';
import { demandKind } from '../core/ops';
import { goRegExp } from '../regexp';
import { fieldOf, isNull, itemAt, Kind, type Node, Tag } from '../yaml';
import { applySpecs, entrySetter } from './apply-spec';
import type { Transformer } from './transformer';

export interface ImageChange {
  readonly name: string;
  readonly newName: string;
  readonly tagSuffix: string;
  readonly newTag: string;
  readonly digest: string;
}

/** Cuts an image reference into name, tag and digest. As api/internal/image.Split. */
function splitImage(image: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(image.indexOf('/'), 0);
  const rest = image.slice(slash);
  const at = rest.indexOf('@');
  const colon = rest.indexOf(':');
  if (colon < 0 && at < 0) return { name: image, tag: '', digest: '' };
  if (at >= 0 && (at < colon || colon < 0)) {
    return { name: image.slice(0, slash + at), tag: '', digest: image.slice(slash + at + 1) };
  }
  const name = image.slice(0, slash + colon);
  if (at < 0) return { name, tag: image.slice(slash + colon + 1), digest: '' };
  return { name, tag: image.slice(slash + colon + 1, slash + at), digest: image.slice(slash + at + 1) };
}

function changedImage(image: string, change: ImageChange): string {
  let { name, tag, digest } = splitImage(image);
  if (change.newName !== '') name = change.newName;
  if (change.newTag !== '') {
    tag = change.newTag;
    digest = change.digest;
  } else if (change.digest !== '') {
    tag = '';
    digest = change.digest;
  } else if (change.tagSuffix !== '') {
    tag += change.tagSuffix;
    digest = '';
  }
  return `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
}

function walkContainers(node: Node, visit: (containers: Node) => void): void {
  if (node.kind === Kind.mapping) {
    for (let i = 0; i < node.content.length; i += 2) {
      const value = itemAt(node.content, i + 1);
      if (isNull(value)) continue;
      if (value.content.length > 0) walkContainers(value, visit);
      const key = node.content[i]?.value;
      if (key === 'containers' || key === 'initContainers') visit(value);
    }
  } else if (node.kind === Kind.sequence) {
    for (const item of node.content) if (item.content.length > 0) walkContainers(item, visit);
  }
}

/** Changes image references. As ImageTagTransformer: first all containers, then what the specs name. */
export function imageTransformer(change: ImageChange, specs: readonly FieldSpec[]): Transformer {
  const pattern = goRegExp(`^${change.name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`);
  const set = (node: Node): void => {
    demandKind(node, Kind.scalar);
    if (pattern.test(node.value)) entrySetter('', changedImage(node.value, change), '')(node);
  };
  return {
    name: 'ImageTagTransformer',
    transform(map) {
      for (const { kind, node } of map.resources) {
        if (kind === 'CustomResourceDefinition') continue;
        walkContainers(node, (containers) => {
          if (containers.kind !== Kind.sequence) return;
          for (const container of containers.content) {
            const image = isNull(container) ? undefined : imageOf(container);
            if (image !== undefined) set(image);
          }
        });
      }
      for (const { kind, node } of map.resources) {
        if (kind === 'CustomResourceDefinition') continue;
        applySpecs(specs, node, { set, createKind: Kind.none, createTag: Tag.str });
      }
    },
  };
}

function imageOf(container: Node): Node | undefined {
  demandKind(container, Kind.mapping);
  return fieldOf(container, 'image');
}
