import { nameOf } from '@/lib/tree';
import { at, entriesOf, itemsOf, scalarOf, stringOf, toValue, type YamlNode } from '@/lib/yaml';

/** Options that a kustomization calls by the same name. */
const SAME = ['namePrefix', 'nameSuffix', 'namespace', 'commonAnnotations', 'replicas', 'patches'];

/**
 * What the `kustomize` options of an Application's source change, as a kustomization in a folder beside the one that is
 * deployed. As Argo CD, util/kustomize/kustomize.go, Build, which writes them into the kustomization itself.
 *
 * @returns the kustomization's text, or undefined where nothing is changed.
 */
export function layerOf(options: YamlNode | undefined, folder: string): string | undefined {
  const layer: Record<string, unknown> = {};
  for (const field of SAME) {
    const node = at(options, field);
    if (node) layer[field] = toValue(node);
  }
  const images = itemsOf(at(options, 'images')).map((item) => imageOf(stringOf(item) ?? ''));
  if (images.length) layer.images = images.filter((image) => image !== undefined);
  const labels = at(options, 'commonLabels');
  if (labels)
    layer.labels = [
      {
        pairs: toValue(labels),
        includeSelectors: scalarOf(at(options, 'labelWithoutSelector'))?.value !== true,
      },
    ];
  const components = itemsOf(at(options, 'components')).flatMap((item) => stringOf(item) ?? []);
  if (components.length) layer.components = components.map((path) => `../${nameOf(folder)}/${path}`);
  if (entriesOf(options).length === 0 || Object.keys(layer).length === 0) return undefined;
  return JSON.stringify({ resources: [`../${nameOf(folder)}`], ...layer });
}

/** `[name=]image[:tag|@digest]`. As kustomize edit set image. */
function imageOf(text: string): Record<string, string> | undefined {
  const [, name, image = '', tag, digest] =
    /^(?:([^=]+)=)?([^@=]+?)(?::([\w][\w.-]*))?(?:@(sha256:[0-9a-f]+))?$/.exec(text) ?? [];
  if (image === '') return undefined;
  return {
    name: name ?? image,
    ...(name === undefined ? {} : { newName: image }),
    ...(tag === undefined ? {} : { newTag: tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
