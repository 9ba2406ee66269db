import { createVolume, type Volume as Files, type Mount } from '../process';
import type { Container } from '../types/container';
import type { DownwardFile, KeyToPath, Volume } from '../types/volume';
import { dataOf } from './env';
import { expand } from './expand';
import { fieldValue, type PodFacts, resourceValue } from './fields';
import type { Surroundings } from './surroundings';

/** A Pod's volume as it is mounted. `files`: what the kubelet wrote into it. */
export interface MountedVolume {
  files: Files;
  readOnly: boolean;
  contents: { [path: string]: string };
  /** Folders of it that are mounted by a subPath of their own. */
  parts: Map<string, Files>;
}

export type Mounted = { ok: true; volumes: Map<string, MountedVolume> } | { ok: false; message: string };

/** Sets a Pod's volumes up, or says which failed, in the words of a FailedMount event. As pkg/volume/{configmap,secret,...}. */
export function mountVolumes(around: Surroundings, facts: PodFacts): Mounted {
  const volumes = new Map<string, MountedVolume>();
  for (const volume of facts.pod.spec.volumes ?? []) {
    const contents = contentsOf(around, facts, volume);
    if (typeof contents === 'string') {
      return { ok: false, message: `MountVolume.SetUp failed for volume "${volume.name}" : ${contents}` };
    }
    const claim = volume.persistentVolumeClaim;
    const key = `${facts.pod.metadata.namespace}/${claim?.claimName}`;
    const files = (claim && around.claims.get(key)) ?? createVolume(contents ?? {}, modeOf(volume));
    if (claim) around.claims.set(key, files);
    volumes.set(volume.name, {
      files,
      readOnly: contents !== undefined || claim?.readOnly === true,
      contents: contents ?? {},
      parts: new Map(),
    });
  }
  return { ok: true, volumes };
}

function modeOf(volume: Volume): number {
  return (volume.configMap ?? volume.secret ?? volume.downwardAPI ?? volume.projected)?.defaultMode ?? 0o644;
}

/** The files that the kubelet writes; undefined for a volume that is the Pod's own; a text says why it cannot. */
function contentsOf(
  around: Surroundings,
  facts: PodFacts,
  volume: Volume,
): { [path: string]: string } | undefined | string {
  const namespace = facts.pod.metadata.namespace ?? '';
  const claim = volume.persistentVolumeClaim?.claimName;
  if (claim !== undefined) {
    const ref = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name: claim };
    return around.context.api.get(ref).ok ? undefined : `persistentvolumeclaim "${claim}" not found`;
  }
  if (volume.configMap) {
    const { name = '', items, optional } = volume.configMap;
    return keyed(around, 'ConfigMap', namespace, name, items, optional);
  }
  if (volume.secret) {
    const { secretName = '', items, optional } = volume.secret;
    return keyed(around, 'Secret', namespace, secretName, items, optional);
  }
  if (volume.downwardAPI) return downward(facts, volume.downwardAPI.items ?? []);
  if (!volume.projected) return undefined;
  const all: { [path: string]: string } = {};
  for (const source of volume.projected.sources ?? []) {
    const part = source.configMap
      ? keyed(
          around,
          'ConfigMap',
          namespace,
          source.configMap.name ?? '',
          source.configMap.items,
          source.configMap.optional,
        )
      : source.secret
        ? keyed(
            around,
            'Secret',
            namespace,
            source.secret.name ?? '',
            source.secret.items,
            source.secret.optional,
          )
        : source.downwardAPI
          ? downward(facts, source.downwardAPI.items ?? [])
          : {
              [source.serviceAccountToken?.path ?? 'token']:
                `token-of-${facts.pod.spec.serviceAccountName ?? 'default'}`,
            };
    if (typeof part === 'string') return part;
    Object.assign(all, part);
  }
  return all;
}

function keyed(
  around: Surroundings,
  kind: 'ConfigMap' | 'Secret',
  namespace: string,
  name: string,
  items: KeyToPath[] | undefined,
  optional: boolean | undefined,
): { [path: string]: string } | string {
  const object = kind === 'Secret' ? around.secret(namespace, name) : around.configMap(namespace, name);
  if (!object) return optional ? {} : `${kind.toLowerCase()} "${name}" not found`;
  const data = dataOf(object);
  if (!items?.length) return data;
  const chosen: { [path: string]: string } = {};
  for (const { key, path } of items) {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    if (value !== undefined) chosen[path] = value;
    else if (!optional) {
      return kind === 'Secret'
        ? `references non-existent secret key: ${key}`
        : `configmap references non-existent config key: ${key}`;
    }
  }
  return chosen;
}

function downward(facts: PodFacts, items: DownwardFile[]): { [path: string]: string } {
  const files: { [path: string]: string } = {};
  const [first] = facts.pod.spec.containers;
  for (const { path, fieldRef, resourceFieldRef } of items) {
    if (fieldRef) files[path] = fieldValue(facts, fieldRef) ?? '';
    else if (resourceFieldRef && first) files[path] = resourceValue(facts, first, resourceFieldRef);
  }
  return files;
}

/** Where a container sees the volumes, and the single files that a subPath puts into its own file system. */
export function mountsOf(
  container: Container,
  volumes: ReadonlyMap<string, MountedVolume>,
  env: ReadonlyMap<string, string>,
): { mounts: Mount[]; files: { [path: string]: string } } {
  const mounts: Mount[] = [];
  const files: { [path: string]: string } = {};
  for (const mount of container.volumeMounts ?? []) {
    const volume = volumes.get(mount.name);
    if (!volume) continue;
    const path = mount.mountPath.length > 1 ? mount.mountPath.replace(/\/$/, '') : mount.mountPath;
    const readOnly = volume.readOnly || mount.readOnly === true;
    const part = mount.subPath ?? (mount.subPathExpr && expand(mount.subPathExpr, env));
    if (!part) mounts.push({ path, volume: volume.files, readOnly });
    else if (Object.hasOwn(volume.contents, part)) files[path] = volume.contents[part] ?? '';
    else mounts.push({ path, volume: partOf(volume, part), readOnly });
  }
  return { mounts, files };
}

function partOf(volume: MountedVolume, part: string): Files {
  const inside = Object.entries(volume.contents).filter(([path]) => path.startsWith(`${part}/`));
  const files =
    volume.parts.get(part) ??
    createVolume(Object.fromEntries(inside.map(([path, text]) => [path.slice(part.length + 1), text])));
  volume.parts.set(part, files);
  return files;
}
