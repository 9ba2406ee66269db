import type { ContainerImage } from '../images/image';
import type { PodNetwork } from '../network';
import { RunningContainer } from '../process';
import type { Container } from '../types/container';
import type { Pod } from '../types/pod';
import { environment } from './env';
import { expand } from './expand';
import type { PodFacts } from './fields';
import { identify } from './security';
import type { Surroundings } from './surroundings';
import { type MountedVolume, mountsOf } from './volumes';

interface Given {
  around: Surroundings;
  pod: () => Pod;
  facts: () => PodFacts;
  network: () => PodNetwork;
  volumes: () => ReadonlyMap<string, MountedVolume>;
}

/**
 * What a container is made of, from its spec, its image and its Pod; or why it cannot be configured
 * (CreateContainerConfigError). As pkg/kubelet/kuberuntime/kuberuntime_container.go, generateContainerConfig.
 */
export function makeContainer(
  given: Given,
  container: Container,
  image: ContainerImage,
  log: (stream: 1 | 2, text: string) => void,
): RunningContainer | string {
  const { around, facts, network, volumes } = given;
  const pod = given.pod();
  const made = environment(around, facts(), container);
  if (!made.ok) return made.error;
  const identity = identify(pod, container, image);
  if ('error' in identity) return identity.error;
  const hostname = pod.spec.hostname ?? pod.metadata.name.slice(0, 63);
  const env = new Map([
    ...Object.entries(image.env),
    ['HOSTNAME', hostname] as const,
    ['HOME', homeOf(image, identity.uid)] as const,
    ...made.env,
  ]);
  const { sockets } = network();
  const { mounts, files } = mountsOf(container, volumes(), made.env);
  return new RunningContainer({
    ...identity,
    time: around.context.time,
    image,
    sockets,
    hostname,
    mounts,
    files: { ...files, ...kubeletFiles(pod, hostname, sockets.ip) },
    argv: argvOf(container, image, made.env),
    env,
    workingDir: container.workingDir || image.workingDir,
    random: around.context.random,
    log,
  });
}

/** A command of the spec takes the place of the entry point, and then the image's own arguments are gone. */
function argvOf(container: Container, image: ContainerImage, env: ReadonlyMap<string, string>): string[] {
  const words = (list: string[]) => list.map((word) => expand(word, env));
  const { command = [], args = [] } = container;
  if (command.length > 0) return [...words(command), ...words(args)];
  return [...image.entrypoint, ...(args.length > 0 ? words(args) : image.command)];
}

function homeOf(image: ContainerImage, uid: number): string {
  if (uid === 0) return '/root';
  const name = Object.entries(image.users).find(([, id]) => id === uid)?.[0];
  return name ? `/home/${name}` : '/';
}

/** The files that the kubelet puts into every container. */
function kubeletFiles(pod: Pod, hostname: string, ip: string): { [path: string]: string } {
  const namespace = pod.metadata.namespace ?? '';
  const aliases = (pod.spec.hostAliases ?? []).map(
    ({ ip: address, hostnames }) => `${address}\t${(hostnames ?? []).join('\t')}\n`,
  );
  const search = `${namespace}.svc.cluster.local svc.cluster.local cluster.local`;
  return {
    '/etc/hosts': `# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n${ip}\t${hostname}\n${aliases.join('')}`,
    '/etc/resolv.conf': `search ${search}\nnameserver 10.96.0.10\noptions ndots:5\n`,
    '/var/run/secrets/kubernetes.io/serviceaccount/namespace': namespace,
    '/var/run/secrets/kubernetes.io/serviceaccount/token': 'the-labs-token',
  };
}
