import { containersOf, parseImage, podOf } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf, type YamlNode } from '@/lib/yaml';
import { type Finding, type FindingFix, one, type Rule } from '../../engine/rule';
import { pod } from './examples';

export const imageInvalid: Rule = {
  id: 'image-invalid',
  severity: 'error',
  title: 'The image reference is invalid',
  why: 'The kubelet cannot even ask for an image whose reference it cannot read. The Pod stays in `InvalidImageName`, and a hook that waits for it never ends.',
  failing: one(pod('image: nginx:1.27"')),
  passing: one(pod('image: nginx:1.27')),
  source: [
    { title: 'Kubernetes, images', url: 'https://kubernetes.io/docs/concepts/containers/images/' },
    {
      title: 'distribution/reference, the grammar',
      url: 'https://github.com/distribution/reference/blob/main/reference.go',
    },
  ],
  *document({ kustomization }): Generator<Finding> {
    for (const item of itemsOf(at(kustomization, 'images'))) yield* changed(item);
  },
  *object(object): Generator<Finding> {
    const found = podOf(object);
    for (const { node } of found ? containersOf(found) : []) {
      const image = scalarOf(at(node, 'image'));
      if (typeof image?.value !== 'string' || image.value === '') continue;
      if (parseImage(image.value)) {
        yield* capitals(image);
        continue;
      }
      if (image.value.startsWith('ko://')) {
        yield {
          start: image.start,
          end: image.end,
          severity: 'warning',
          message:
            'This is a note for `ko`, which builds the image and writes its name here. Where nobody runs `ko` before, as in Argo CD, the Pod would stay in `InvalidImageName`.',
        };
        continue;
      }
      const mended = mend(image.value);
      const fixes: FindingFix[] =
        mended === undefined
          ? []
          : [
              {
                title: `Change to ${mended.image}`,
                edits: [{ start: image.start, end: image.end, text: mended.image }],
              },
            ];
      yield {
        start: image.start,
        end: image.end,
        message: `\`${image.value}\` is no valid image reference${mended === undefined ? '' : `: ${mended.why}`}. The Pod would stay in \`InvalidImageName\`.`,
        fixes,
      };
    }
  },
};

/** What a kustomization makes of an image: its parts are put together as they are. As kustomize api/filters/imagetag. */
function* changed(item: YamlNode): Generator<Finding> {
  const name = scalarOf(at(item, 'newName'));
  const whole = typeof name?.value === 'string' ? parseImage(name.value) : undefined;
  if (name && (whole?.tag ?? whole?.digest) !== undefined) {
    const [field, text] = whole?.digest === undefined ? ['newTag', whole?.tag] : ['digest', whole.digest];
    yield {
      start: name.start,
      end: name.end,
      message: `\`newName\` is a name alone: kustomize puts the tag of the image behind it once more, and the Pod would stay in \`InvalidImageName\`. Write \`${whole?.name}\`, and \`${field}: ${text}\`.`,
    };
  } else if (typeof name?.value === 'string' && name.value !== '' && !whole && !/[{$]/.test(name.value))
    yield {
      start: name.start,
      end: name.end,
      message: `\`${name.value}\` is no name of an image. The Pod would stay in \`InvalidImageName\`.`,
    };
  const tag = scalarOf(at(item, 'newTag'));
  if (typeof tag?.value === 'string' && tag.value !== '' && !/^\w[\w.-]{0,127}$|[{$]/.test(tag.value))
    yield {
      start: tag.start,
      end: tag.end,
      message: `\`${tag.value}\` is no tag: it takes letters, digits, \`.\`, \`_\` and \`-\`. The Pod would stay in \`InvalidImageName\`.`,
    };
}

/** `CurlImages/curl`: a first part with capitals is taken for a registry. As distribution/reference, splitDockerDomain. */
function* capitals({ start, end, text }: ScalarNode): Generator<Finding> {
  const host = /^([^/.:]+)\//.exec(text)?.[1];
  if (host === undefined || host === host.toLowerCase()) return;
  const small = host.toLowerCase() + text.slice(host.length);
  yield {
    start,
    end,
    message: `\`${host}\` has capital letters, so it is no part of an image's name but the address of a registry, and there is none. The Pod would stay in \`ImagePullBackOff\`. Write names in lower case.`,
    fixes: [{ title: `Change to ${small}`, edits: [{ start, end, text: small }] }],
  };
}

/** The image that was probably meant, and what is odd about the one that stands there. */
function mend(text: string): { image: string; why: string } | undefined {
  const bare = text.replace(/^["'\u201c\u201d]+|["'\u201c\u201d]+$/g, '');
  const attempts: [string, string][] = [
    [bare, 'a quote in it belongs to the value, because YAML saw no pair of quotes'],
    [text.trim(), 'there is white space around it'],
    [text.replace(/^https?:\/\//, ''), 'it is no web address'],
    [text.toLowerCase(), 'its name has capital letters'],
    [text.replace(/:$/, ''), 'the tag after the colon is missing'],
    [text.replace(/\s+/g, ''), 'there is white space in it'],
  ];
  for (const [image, why] of attempts) if (image !== text && parseImage(image)) return { image, why };
  return undefined;
}
