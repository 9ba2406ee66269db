import type { ContainerImage } from '../images/image';
import type { Process } from '../process';
import type { Container } from '../types/container';
import type { Pod } from '../types/pod';
import { Backoff } from './backoff';
import { goDuration, type Surroundings } from './surroundings';

/** How long the kubelet leaves a Pod alone after a failed sync: backOffPeriod and its jitter in pkg/kubelet/pod_workers.go. */
const RESYNC_MS = 10_000;
const JITTER = 0.5;
/** Soon after a failure its Pod is looked at again, since its status changed. */
const SOON_MS = 1000;
const FIRST_BACKOFF_MS = 10_000;
const MOST_BACKOFF_MS = 300_000;

export const resyncMs = ({ context }: Surroundings) =>
  Math.round(RESYNC_MS * (1 + JITTER * context.random()));

export interface Present {
  image: ContainerImage;
  /** `docker.io/library/nginx@sha256:...` */
  imageId: string;
}

interface Pull {
  around: Surroundings;
  process: Process;
  pod: () => Pod;
  container: () => Container;
  waiting: (reason: string, message: string) => void;
}

/** Sees to it that a container's image is on the node; waits and tries again as long as it is not. As pkg/kubelet/images/image_manager.go. */
export class ImagePuller {
  private readonly backoff = new Backoff(FIRST_BACKOFF_MS, MOST_BACKOFF_MS);
  private lastError = '';

  constructor(private readonly pull: Pull) {}

  async ensure(): Promise<Present> {
    for (;;) {
      const present = await this.attempt();
      if (present) return present;
      await this.pull.process.sleep(SOON_MS);
      for (;;) {
        const image = this.pull.container().image ?? '';
        const { context } = this.pull.around;
        if (this.backoff.left(image, this.backoff.last(image), context.time.now()) === 0) break;
        this.record('Normal', 'BackOff', `Back-off pulling image "${image}"`);
        this.fail('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${this.lastError}`);
        await this.pull.process.sleep(resyncMs(this.pull.around));
      }
    }
  }

  private record(type: 'Normal' | 'Warning', reason: string, message: string): void {
    this.pull.around.record(this.pull.pod(), type, reason, message);
  }

  private fail(reason: string, message: string): undefined {
    this.record('Warning', 'Failed', `Error: ${reason}`);
    this.pull.waiting(reason, message);
    return undefined;
  }

  private async attempt(): Promise<Present | undefined> {
    const { around, process, container, pod } = this.pull;
    const { image: name = '', imagePullPolicy } = container();
    const resolved = around.images.resolve(name);
    if (resolved === 'invalid') {
      const upper = /[A-Z]/.test(name.replace(/[:@].*$/, ''));
      const path = name.includes('/') ? name : `library/${name}`;
      const why = `invalid reference format${upper ? `: repository name (${path.replace(/[:@].*$/, '')}) must be lowercase` : ''}`;
      const message = `Failed to apply default image tag "${name}": couldn't parse image name "${name}": ${why}`;
      this.record('Warning', 'InspectFailed', message);
      this.fail('InvalidImageName', message);
      await process.sleep(resyncMs(around) - SOON_MS);
      return undefined;
    }
    const known = typeof resolved === 'string' ? undefined : resolved;
    const key = `${pod().spec.nodeName} ${known?.name}@${known?.digest}`;
    const here = known !== undefined && around.pulled.has(key);
    const policy =
      imagePullPolicy ?? (/:latest$|^[^:@]+$/.test(name.replace(/^.*\//, '')) ? 'Always' : 'IfNotPresent');
    const present = known && { image: known.image, imageId: `${known.name}@${known.digest}` };
    if (present && here && policy !== 'Always') {
      this.record(
        'Normal',
        'Pulled',
        `Container image "${name}" already present on machine and can be accessed by the pod`,
      );
      return present;
    }
    if (policy === 'Never') {
      const message = `Container image "${name}" is not present with pull policy of Never`;
      this.record('Warning', 'ErrImageNeverPull', message);
      this.fail('ErrImageNeverPull', message);
      await process.sleep(resyncMs(around) - SOON_MS);
      return undefined;
    }
    this.record('Normal', 'Pulling', `Pulling image "${name}"`);
    const ms = pullMs(present?.image.size ?? 0, here);
    await process.sleep(ms);
    if (!present) {
      const error = refusal(around, name, resolved === 'absent');
      this.lastError = error;
      this.record('Warning', 'Failed', `Failed to pull image "${name}": ${error}`);
      this.backoff.next(name, around.context.time.now());
      return this.fail('ErrImagePull', error);
    }
    around.pulled.add(key);
    const took = goDuration(ms);
    const size = `Image size: ${Math.round(present.image.size)} bytes.`;
    this.record(
      'Normal',
      'Pulled',
      `Successfully pulled image "${name}" in ${took} (${took} including waiting). ${size}`,
    );
    return present;
  }
}

/** Half a second of talking to the registry, and 40 MB each second; what is on the node is only asked about. */
function pullMs(size: number, here: boolean): number {
  return here ? 412 : 613 + Math.round(size / 40_000);
}

/** Why the registry gave nothing, as containerd says it (core/remotes/docker/resolver.go, client/pull.go). */
function refusal({ images }: Surroundings, name: string, absent: boolean): string {
  const full = images.canonical(name) ?? name;
  if (absent) {
    return `the lab does not have the image "${full}" (a message of the lab: the image exists, and a real cluster would pull it)`;
  }
  const [host = ''] = full.split('/');
  const path = full.slice(host.length + 1).replace(/[:@].*$/, '');
  const resolve = `failed to pull and unpack image "${full}": failed to resolve reference "${full}"`;
  const knownRepository = images.images().some(({ repository }) => repository === `${host}/${path}`);
  if (knownRepository || host === 'registry.k8s.io') return `${resolve}: ${full}: not found`;
  switch (host) {
    case 'docker.io':
      return `${resolve}: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`;
    case 'ghcr.io':
      return `${resolve}: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3A${encodeURIComponent(path)}%3Apull&service=ghcr.io: 403 Forbidden`;
    case 'quay.io':
      return `${resolve}: unexpected status from HEAD request to https://quay.io/v2/${path}/manifests/latest: 401 UNAUTHORIZED`;
    case 'gcr.io':
      return `${resolve}: ${full}: not found`;
  }
  const tag = /:([\w][\w.-]*)$/.exec(full)?.[1] ?? 'latest';
  const lookup = `dial tcp: lookup ${host.replace(/:\d+$/, '')} on 10.96.0.10:53: no such host`;
  return `${resolve}: failed to do request: Head "https://${host}/v2/${path}/manifests/${tag}": ${lookup}`;
}
