const domain = 'internal.config.kubernetes.io';

/** The annotations in which kustomize keeps its book while it builds; removed before printing. */
export const Book = {
  previousKinds: `${domain}/previousKinds`,
  previousNames: `${domain}/previousNames`,
  previousNamespaces: `${domain}/previousNamespaces`,
  prefixes: `${domain}/prefixes`,
  suffixes: `${domain}/suffixes`,
  refBy: `${domain}/refBy`,
  generatorBehavior: `${domain}/generatorBehavior`,
  needsHashSuffix: `${domain}/needsHashSuffix`,
  allowNameChange: `${domain}/allowNameChange`,
  allowKindChange: `${domain}/allowKindChange`,
} as const;

/** All that is removed before printing, the file annotations of kyaml's readers among it. */
export const bookAnnotations: readonly string[] = [
  ...Object.values(Book),
  `${domain}/path`,
  `${domain}/index`,
  `${domain}/seqindent`,
  `${domain}/id`,
  `${domain}/annotations-migration-resource-id`,
  'config.kubernetes.io/path',
  'config.kubernetes.io/index',
  'config.k8s.io/id',
];

export const originAnnotation = 'config.kubernetes.io/origin';
export const transformationsAnnotation = 'alpha.config.kubernetes.io/transformations';
export const localConfigAnnotation = 'config.kubernetes.io/local-config';
export const managedByLabel = 'app.kubernetes.io/managed-by';
export const validatedByLabel = 'validated-by';

/** Annotations that survive a JSON patch whatever it does to the others. */
export const isInternal = (key: string): boolean => key.startsWith(`${domain}/`);
