import { Book } from '../core/annotations';
import type { ResMap } from '../core/resmap';
import { hashOf } from './hash';

/** Puts their hash behind the names of generated objects. As HashTransformer. */
export function addHashes(map: ResMap): void {
  for (const resource of map.resources) {
    if (!resource.isEnabled(Book.needsHashSuffix)) continue;
    const hash = hashOf(resource);
    resource.storePreviousId();
    resource.name = `${resource.name}-${hash}`;
  }
  map.changed();
}
