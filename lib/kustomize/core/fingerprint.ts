import { itemAt, Kind, type Node } from '../yaml';
import { isInternal } from './annotations';

/** A text that changes when an object does; kustomize's own book in its annotations does not count. */
export function fingerprint(node: Node): string {
  if (node.kind === Kind.scalar) return JSON.stringify([node.tag, node.value]);
  const parts: string[] = [];
  const step = node.kind === Kind.mapping ? 2 : 1;
  for (let i = 0; i < node.content.length; i += step) {
    const item = itemAt(node.content, i);
    if (step === 2 && (isInternal(item.value) || item.value === 'annotations')) {
      const rest = withoutBook(itemAt(node.content, i + 1));
      if (!isInternal(item.value) && rest !== '') parts.push(`annotations:${rest}`);
      continue;
    }
    parts.push(step === 2 ? `${item.value}:${fingerprint(itemAt(node.content, i + 1))}` : fingerprint(item));
  }
  return `${step}{${parts.join(',')}}`;
}

function withoutBook(node: Node): string {
  if (node.kind !== Kind.mapping) return fingerprint(node);
  let text = '';
  for (let i = 0; i < node.content.length; i += 2) {
    const key = itemAt(node.content, i).value;
    if (!isInternal(key)) text += `${key}=${itemAt(node.content, i + 1).value};`;
  }
  return text;
}
