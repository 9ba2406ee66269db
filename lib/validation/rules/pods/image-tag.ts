import { containersOf, parseImage, podOf } from '@/lib/kubernetes';
import { at, isMissing, itemsOf, scalarOf } from '@/lib/yaml';
import { pinnedImages } from '../../engine/patches';
import { type Finding, one, type Rule } from '../../engine/rule';
import { pod } from './examples';

const LATEST = '`latest` is whatever was pushed last: what runs depends on the day. Name a version.';

export const imageTag: Rule = {
  id: 'image-tag',
  severity: 'warning',
  title: 'The image has no fixed tag',
  why: 'An image without a tag is `latest`: whatever its authors pushed last. The same commit in Git then runs different software on different days, and going back in Git does not bring the old one back.',
  failing: one(pod('image: nginx')),
  passing: one(pod('image: nginx:1.27')),
  source: [
    {
      title: 'Kubernetes, image names',
      url: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    },
  ],
  *document({ kustomization }): Generator<Finding> {
    for (const item of itemsOf(at(kustomization, 'images'))) {
      const tag = scalarOf(at(item, 'newTag'));
      if (tag?.text !== 'latest' || !isMissing(at(item, 'digest'))) continue;
      yield { start: tag.start, end: tag.end, message: LATEST };
    }
  },
  *object(object): Generator<Finding> {
    const found = podOf(object);
    for (const { node } of found ? containersOf(found) : []) {
      const image = scalarOf(at(node, 'image'));
      const reference = typeof image?.value === 'string' ? parseImage(image.value) : undefined;
      if (!image || !reference || reference.digest !== undefined) continue;
      if (reference.tag !== undefined && reference.tag !== 'latest') continue;
      yield {
        start: image.start,
        end: image.end,
        message:
          reference.tag === undefined
            ? `\`${image.text}\` has no tag, which means \`latest\`: what runs depends on the day. Name a version.`
            : LATEST,
        fixes: pinned(reference.name).map((text) => ({
          title: `Pin to ${text}`,
          edits: [{ start: image.start, end: image.end, text }],
        })),
        unless: (project) => pinnedImages(project).has(reference.name),
      };
    }
  },
};

/** Versions of images that the course uses or that everybody starts with; they exist, and that is all that is said of them. */
const PINS: Readonly<Record<string, string>> = {
  'curlimages/curl': '8.10.1',
  nginx: '1.27',
  alpine: '3.20',
  busybox: '1.36',
  redis: '7.4',
  postgres: '16.4',
  'traefik/whoami': 'v1.10.3',
  'hashicorp/http-echo': '1.0.0',
};

function pinned(name: string): string[] {
  const familiar = name.replace(/^docker\.io\/(?:library\/)?/, '');
  const tag = Object.hasOwn(PINS, familiar) ? PINS[familiar] : undefined;
  return tag === undefined ? [] : [`${name}:${tag}`];
}
