import { type GoRegExp, goRegExp } from '../regexp';
import { effectiveNamespace, type Id, idText } from './id';
import { matchesLabels } from './label-selector';
import type { ResMap } from './resmap';
import type { Resource } from './resource';

/** Which objects a patch or a replacement means. As api/types.Selector: all but the label selectors are patterns. */
export interface Selector extends Id {
  readonly labelSelector: string;
  readonly annotationSelector: string;
}

export const selectorText = (selector: Selector): string =>
  `${idText(selector)}:a=${selector.annotationSelector}:l=${selector.labelSelector}`;

const pattern = (text: string): GoRegExp | undefined => (text === '' ? undefined : goRegExp(`^(?:${text})$`));

/** The objects that a selector means, by their present or their original name. As ResMap.Select. */
export function selectResources(map: ResMap, selector: Selector): Resource[] {
  const [group, version, kind, name, namespace] = [
    selector.group,
    selector.version,
    selector.kind,
    selector.name,
    selector.namespace,
  ].map(pattern);
  const fits = (regexp: GoRegExp | undefined, ...texts: string[]) =>
    regexp === undefined || texts.some((text) => regexp.test(text));
  return map.resources.filter((resource) => {
    const { id, originalId } = resource;
    return (
      fits(namespace, effectiveNamespace(originalId), effectiveNamespace(id)) &&
      fits(name, originalId.name, id.name) &&
      fits(group, id.group) &&
      fits(version, id.version) &&
      fits(kind, id.kind) &&
      matchesLabels(selector.labelSelector, resource.labels) &&
      matchesLabels(selector.annotationSelector, resource.annotations)
    );
  });
}
