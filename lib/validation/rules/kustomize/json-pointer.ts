import { nearest } from '@/lib/kubernetes';
import { entriesOf, entryOf, type YamlNode } from '@/lib/yaml';

export interface MissingStep {
  /** The way to the step that the object does not have, and the last key of it that is no number. */
  way: string;
  key: string;
  /** The way that was probably meant. */
  near: string | undefined;
}

/**
 * The first step of a JSON pointer that an object does not have and that an operation cannot do without: `add` and
 * `replace` may name a new key at their end, as in the JSON patch library of kustomize.
 *
 * @returns undefined when the way is there, or leads where this cannot be told.
 */
export function missingStep(root: YamlNode, pointer: string, op: string): MissingStep | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  let here = root;
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1;
    const way = `/${steps.slice(0, i + 1).join('/')}`;
    // kustomize keeps notes of its own among the annotations, so there are always some.
    if (way === '/metadata/annotations' && !entryOf(here, step)) return undefined;
    const next = below(here, step, last && op !== 'remove');
    if (next === 'new') return undefined;
    if (next !== undefined) {
      here = next;
      continue;
    }
    const key =
      here.kind === 'map'
        ? nearest(
            step,
            entriesOf(here).map((entry) => entry.key.text),
          )
        : undefined;
    return {
      way,
      key: steps.slice(0, i + 1).findLast((part) => !/^-?\d*$/.test(part)) ?? step,
      near:
        key === undefined
          ? undefined
          : `/${[...steps.slice(0, i), key, ...steps.slice(i + 1)].map(escaped).join('/')}`,
    };
  }
  return undefined;
}

/**
 * A pointer into labels, annotations and the like whose key has a slash that is taken for a step: `/metadata/labels/a.com/b`.
 * Their values are texts, so that nothing lies below a key.
 *
 * @returns the pointer that was meant.
 */
export function meantPointer(pointer: string): string | undefined {
  const found =
    /^((?:\/[^/]+)*\/(?:metadata\/(?:annotations|labels)|matchLabels|nodeSelector))\/([^/]+\/.+)$/.exec(
      pointer,
    );
  return found?.[2] && `${found[1]}/${found[2].replaceAll('/', '~1')}`;
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function below(node: YamlNode, step: string, mayBeNew: boolean): YamlNode | 'new' | undefined {
  if (node.kind === 'map') return entryOf(node, step)?.value ?? (mayBeNew ? 'new' : undefined);
  if (node.kind !== 'seq') return undefined;
  if (mayBeNew && (step === '-' || step === String(node.items.length))) return 'new';
  return /^-?\d+$/.test(step) ? node.items.at(Number(step)) : undefined;
}
