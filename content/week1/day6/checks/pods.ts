import type { PlacedObject } from '@/lib/lessons';
import { at, type Data, list, record, text } from './data';
import { kindOf } from './find';

/** The Pod spec inside a workload, or undefined for other kinds. */
export function podSpec(object: PlacedObject): Data | undefined {
  const kind = kindOf(object);
  if (kind === 'Pod') return record(at(object.value, 'spec'));
  if (kind === 'CronJob') return record(at(object.value, 'spec', 'jobTemplate', 'spec', 'template', 'spec'));
  const template = at(object.value, 'spec', 'template', 'spec');
  return template === undefined ? undefined : record(template);
}

export function podLabels(object: PlacedObject): Data {
  return record(at(object.value, 'spec', 'template', 'metadata', 'labels'));
}

/** All containers of a Pod, those of the start first, in the order in which they run. */
export function containers(spec: Data): Data[] {
  return [...list(spec.initContainers), ...list(spec.containers)].map(record);
}

export interface Image {
  repository: string;
  tag: string | undefined;
  digest: string | undefined;
}

/** An image reference taken apart, or undefined when it is none. As distribution/reference, regexp.go. */
export function image(reference: unknown): Image | undefined {
  const match =
    /^((?:[a-zA-Z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(
      text(reference) ?? '',
    );
  return match?.[1] ? { repository: match[1], tag: match[2], digest: match[3] } : undefined;
}

/** Whether a reference names one image and no other tomorrow. */
export function isPinned({ tag, digest }: Image): boolean {
  return digest !== undefined || (tag !== undefined && tag !== 'latest');
}

/** The official curl image in one of its two registries. */
export function isCurlImage(reference: unknown): boolean {
  return /(^|\/)(curlimages\/curl|curl\/curl)$/.test(image(reference)?.repository ?? '');
}
