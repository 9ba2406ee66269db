import { describe, expect, it } from 'vitest';
import { createImages } from '@/lib/cluster/images';
import { Node } from './support';

describe('the catalogue', () => {
  const images = createImages();

  // github.com/distribution/reference, normalize.go
  it('knows an image by each of its names', () => {
    const names = [
      'nginx',
      'nginx:latest',
      'docker.io/nginx',
      'docker.io/library/nginx:latest',
      'index.docker.io/library/nginx',
    ];
    const digests = names.map((name) => {
      const found = images.resolve(name);
      return typeof found === 'string' ? found : found.digest;
    });
    expect(new Set(digests).size).toBe(1);
    expect(digests[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each([
    ['redis:7', 'absent'],
    ['nginx:1.19.3', 'absent'],
    ['nginx:9.99', 'unknown'],
    ['ngnix', 'unknown'],
    ['docker.io/curlimages/curl:8.20.0"', 'invalid'],
    ['Nginx', 'invalid'],
  ])('says of %s that it is %s', (name, what) => {
    expect(images.resolve(name)).toBe(what);
  });

  it('has each image under a digest, and every one can be started', () => {
    for (const image of images.images()) {
      expect(Object.values(image.tags).every((digest) => /^sha256:[0-9a-f]{64}$/.test(digest))).toBe(true);
      expect(image.entrypoint.length + image.command.length).toBeGreaterThan(0);
    }
  });
});

describe('an image that cannot be had', () => {
  // pkg/kubelet/images/image_manager.go; containerd's core/remotes/docker/resolver.go
  it.each([
    [
      'nginx:9.99',
      'failed to pull and unpack image "docker.io/library/nginx:9.99": failed to resolve reference "docker.io/library/nginx:9.99": docker.io/library/nginx:9.99: not found',
    ],
    [
      'ngnix',
      'failed to pull and unpack image "docker.io/library/ngnix:latest": failed to resolve reference "docker.io/library/ngnix:latest": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    [
      'redis:7',
      'the lab does not have the image "docker.io/library/redis:7" (a message of the lab: the image exists, and a real cluster would pull it)',
    ],
  ])('%s leads to ErrImagePull and then to ImagePullBackOff', async (image, error) => {
    const node = new Node();
    node.run('p', { container: { image } });
    await node.seconds(1.2);
    expect(node.status('p').state?.waiting).toEqual({ reason: 'ErrImagePull', message: error });
    await node.seconds(3);
    expect(node.status('p').state?.waiting).toEqual({
      reason: 'ImagePullBackOff',
      message: `Back-off pulling image "${image}": ErrImagePull: ${error}`,
    });
    expect(node.events('p')).toEqual([
      `Normal Pulling Pulling image "${image}"`,
      `Warning Failed Failed to pull image "${image}": ${error}`,
      'Warning Failed Error: ErrImagePull',
      `Normal BackOff Back-off pulling image "${image}"`,
      'Warning Failed Error: ImagePullBackOff',
    ]);
  });

  it('whose name is none stays InvalidImageName', async () => {
    const node = new Node();
    node.run('p', { container: { image: 'docker.io/curlimages/curl:8.20.0"' } });
    await node.seconds(5);
    expect(node.status('p').state?.waiting).toEqual({
      reason: 'InvalidImageName',
      message:
        'Failed to apply default image tag "docker.io/curlimages/curl:8.20.0"": couldn\'t parse image name "docker.io/curlimages/curl:8.20.0"": invalid reference format',
    });
  });

  it('is not pulled under the policy Never', async () => {
    const node = new Node();
    node.run('p', { container: { imagePullPolicy: 'Never' } });
    await node.seconds(5);
    expect(node.status('p').state?.waiting?.reason).toBe('ErrImageNeverPull');
  });
});
