import type { Comparison } from '../compare/application';
import { keyOf } from '../key';
import { groupOfObject, itemsAt, type JsonMap, type KubeObject, kindOf, textAt } from '../object';
import type { ApplicationView } from './view';
import type { World } from './world';

const LINK = 'link.argocd.argoproj.io/';

/**
 * `status.summary`: the images of its Pods, and the links that it names. As pkg/apis, ApplicationTree.GetSummary, and
 * controller/cache/info.go.
 */
export function summaryOf(
  world: World,
  { object }: ApplicationView,
  { pairs }: Comparison['reconciliation'],
): JsonMap {
  const images = new Set<string>();
  let appOfApps = false;
  for (const { live } of pairs) {
    const root = live && world.live.find(keyOf(live));
    for (const one of root ? world.live.withDescendants(root) : []) {
      for (const image of podImages(one)) images.add(image);
      if (groupOfObject(one) === 'argoproj.io' && kindOf(one) === 'Application') appOfApps = true;
    }
  }
  const links = Object.entries(object.metadata.annotations ?? {}).filter(([name]) => name.startsWith(LINK));
  const urls = [...new Set(links.map(([, value]) => value))].sort();
  return {
    ...(urls.length > 0 && { externalURLs: urls }),
    ...(images.size > 0 && { images: [...images].sort() }),
    ...(appOfApps && { isAppOfApps: true }),
  };
}

function podImages(object: KubeObject): string[] {
  if (kindOf(object) !== 'Pod' || groupOfObject(object) !== '') return [];
  const containers = [...itemsAt(object, 'spec', 'initContainers'), ...itemsAt(object, 'spec', 'containers')];
  return containers.map((container) => textAt(container, 'image')).filter((image) => image !== '');
}
