import { Kind, makeNode, mapping, type Node, printNode, Style, Tag, text } from '../yaml';
import { originAnnotation, transformationsAnnotation } from './annotations';
import type { Resource } from './resource';

/** Where upstream says an object comes from: a file, or the plugin that made or changed it. */
export interface OriginRecord {
  readonly path?: string;
  readonly configuredIn?: string;
  readonly configuredBy?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name?: string;
    readonly namespace?: string;
  };
}

/** A string as yaml.Marshal writes it: quoted where YAML 1.1 knew a boolean. */
function marshalled(value: string): Node {
  const node = text(value);
  if (/^([yYnN]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF)$/.test(value)) node.style = Style.double;
  return node;
}

function nodeOfRecord(record: object): Node {
  const node = mapping();
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined || value === '') continue;
    node.content.push(
      text(key),
      typeof value === 'object' && value !== null ? nodeOfRecord(value) : marshalled(String(value)),
    );
  }
  return node;
}

const recordText = (record: OriginRecord): string => printNode(nodeOfRecord(record));

export const setOrigin = (resource: Resource, record: OriginRecord): void => {
  resource.annotations = resource.annotations.set(originAnnotation, recordText(record));
};

export const hasOrigin = (resource: Resource): boolean => resource.annotation(originAnnotation) !== undefined;

/** Notes a transformation; the first one of an object without origin becomes its origin. */
export function addTransformation(resource: Resource, record: OriginRecord): void {
  if (!hasOrigin(resource)) {
    setOrigin(resource, record);
    return;
  }
  const list = makeNode(Kind.sequence, Tag.seq, '');
  list.content.push(nodeOfRecord(record));
  const present = resource.annotation(transformationsAnnotation) ?? '';
  const entry = printNode(list);
  resource.annotations = resource.annotations.set(transformationsAnnotation, present + entry);
}

/** Joins as Go's filepath.Join, keeping leading `..`. */
export function joinRelative(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
