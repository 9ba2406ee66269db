import { parseImage } from '@/lib/kubernetes';
import type { ImageCatalog } from '../interface';
import { complete, ELSEWHERE, IMAGES } from './data';
import type { ContainerImage } from './image';

/** The catalogue with what the kubelet needs to know of an image. */
export interface Images extends ImageCatalog {
  images(): ContainerImage[];
  resolve(
    reference: string,
  ): { image: ContainerImage; digest: string; name: string } | 'unknown' | 'absent' | 'invalid';
  /** The name with registry, path and tag, as containerd says it: `docker.io/library/nginx:latest`. */
  canonical(reference: string): string | undefined;
}

/** The images that the lab can run, and those of which it knows that they exist. */
export function createImages(): Images {
  const images = IMAGES.map((entry) => complete(entry, labDigest));
  const elsewhere = new Set(ELSEWHERE);

  const resolve: Images['resolve'] = (reference) => {
    const parsed = parseImage(reference);
    if (!parsed || /[A-Z]/.test(parsed.name)) return 'invalid';
    const name = normalName(parsed.name);
    const named = images.filter(({ repository }) => repository === name);
    if (named.length === 0) return elsewhere.has(name) ? 'absent' : 'unknown';
    if (parsed.digest !== undefined) {
      for (const image of named) {
        const tag = Object.keys(image.tags).find((known) => image.tags[known] === parsed.digest);
        if (tag !== undefined) return { image: versioned(image, tag), digest: parsed.digest, name };
      }
      return 'absent';
    }
    const tag = parsed.tag ?? 'latest';
    for (const image of named) {
      const digest = Object.hasOwn(image.tags, tag) ? image.tags[tag] : undefined;
      if (digest !== undefined) return { image: versioned(image, tag), digest, name };
    }
    return named.some(({ otherTags }) => otherTags?.test(tag)) ? 'absent' : 'unknown';
  };

  const canonical = (reference: string) => {
    const parsed = parseImage(reference);
    if (!parsed) return undefined;
    const tag = parsed.tag ?? (parsed.digest === undefined ? 'latest' : undefined);
    // As github.com/distribution/reference, Named.String: a tag beside a digest stays.
    return `${normalName(parsed.name)}${tag === undefined ? '' : `:${tag}`}${parsed.digest ? `@${parsed.digest}` : ''}`;
  };

  return { images: () => images, resolve, canonical };
}

/** Images whose tag is the version of the program in them. */
function versioned(image: ContainerImage, tag: string): ContainerImage {
  if (image.version !== undefined) return image;
  const newest = Object.keys(image.tags).find((name) => /^\d+\.\d+\.\d+$/.test(name));
  return { ...image, version: /^\d+\.\d+\.\d+/.test(tag) ? tag : newest };
}

/** As github.com/distribution/reference, normalize.go: splitDockerDomain. */
function normalName(name: string): string {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const hasHost = /[.:]/.test(first) || first === 'localhost';
  if (!hasHost) return `docker.io/${slash < 0 ? 'library/' : ''}${name}`;
  const host = first === 'index.docker.io' || first === 'registry-1.docker.io' ? 'docker.io' : first;
  const rest = name.slice(slash + 1);
  return `${host}/${host === 'docker.io' && !rest.includes('/') ? 'library/' : ''}${rest}`;
}

/** A digest of the lab's own: the same text, the same digits. */
function labDigest(repository: string, tag: string): string {
  let digits = '';
  for (let part = 0; part < 8; part++) {
    let hash = 0x811c9dc5 ^ (part * 0x9e3779b1);
    for (const letter of `${repository}:${tag}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    digits += ((hash ^ (hash >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }
  return `sha256:${digits}`;
}
