import type { ApiObject, JsonMap } from '../../interface';
import { isMap, mapAt, mapsAt, textAt, textsAt } from '../../object';
import type { Kind } from '../kinds';

/** The kind that a CustomResourceDefinition defines. */
export function kindOfDefinition(definition: ApiObject | JsonMap): Kind {
  const versions = mapsAt(definition, 'spec', 'versions').filter(({ served }) => served !== false);
  const stored = versions.find(({ storage }) => storage === true) ?? versions[0];
  const schemas = new Map<string, JsonMap>();
  for (const version of versions)
    schemas.set(textAt(version, 'name') ?? '', mapAt(version, 'schema', 'openAPIV3Schema'));
  const names = mapAt(definition, 'spec', 'names');
  const kind = textAt(names, 'kind') ?? '';
  const storedName = textAt(stored, 'name') ?? '';
  const others = versions
    .map((version) => textAt(version, 'name') ?? '')
    .filter((name) => name !== storedName);
  return {
    group: textAt(definition, 'spec', 'group') ?? '',
    kind,
    plural: textAt(names, 'plural') ?? '',
    singular: textAt(names, 'singular') ?? kind.toLowerCase(),
    shortNames: textsAt(names, 'shortNames'),
    namespaced: textAt(definition, 'spec', 'scope') !== 'Cluster',
    versions: [storedName, ...others],
    schemas,
    statusSubresource: isMap(mapAt(stored, 'subresources').status),
    custom: true,
  };
}
