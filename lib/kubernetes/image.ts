export interface ImageReference {
  /** The name as it is written, without tag and digest. */
  name: string;
  tag: string | undefined;
  digest: string | undefined;
}

const DOMAIN =
  '(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?';
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REFERENCE = new RegExp(
  `^((?:${DOMAIN}/)?${COMPONENT}(?:/${COMPONENT})*)(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/**
 * Reads an image reference, as github.com/distribution/reference, regexp.go.
 *
 * @returns undefined when the kubelet would refuse it with `InvalidImageName`.
 */
export function parseImage(reference: string): ImageReference | undefined {
  // The expression is for names of a sane length; the longest that is allowed is 255 characters and a digest.
  if (reference.length > 600) return undefined;
  const found = REFERENCE.exec(reference);
  if (!found?.[1] || found[1].length > 255) return undefined;
  if (/^[a-f0-9]{64}$/.test(found[1])) return undefined;
  return { name: found[1], tag: found[2], digest: found[3] };
}

/** The repository's name without registry, `library/` and tag, to recognise images that everybody knows. */
export function familiarName({ name }: ImageReference): string {
  return name
    .replace(/^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)\//, '')
    .replace(/^library\//, '');
}
