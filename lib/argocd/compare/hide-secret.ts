import { at, groupOfObject, isMap, type Json, type KubeObject, kindOf, withMetadata } from '../object';
import { annotationOf } from '../resource/annotations';
import { ANNOTATION } from '../resource/names';
import { type Diff, type DiffOptions, diffResource, lastApplied } from './diff';
import { normalize } from './normalize';

const PLUS = '++++++++';
const MORE = '++++';

/**
 * A Secret's two sides with `+` for its values: the same number of them where both are the same, another where they differ.
 * As gitops-engine/pkg/diff, HideSecretData. Other kinds are given back as they are.
 */
export function hideSecretData(
  target: KubeObject | undefined,
  live: KubeObject | undefined,
): { target: KubeObject | undefined; live: KubeObject | undefined } {
  const object = target ?? live ?? {};
  if (kindOf(object) !== 'Secret' || groupOfObject(object) !== '') return { target, live };
  const sides = [target, live].map((side) => side && normalize(side));
  const masks: Masks = new Map();
  const [hiddenTarget, hiddenLive] = sides.map((side) => side && hide(side, masks));
  return { target: hiddenTarget, live: hiddenLive };
}

type Masks = Map<string, Map<string, string>>;

function hide(secret: KubeObject, masks: Masks): KubeObject {
  return hideLastApplied(hideData(secret, masks), masks);
}

/** The annotation holds the values too. */
function hideLastApplied(secret: KubeObject, masks: Masks): KubeObject {
  const annotations = at(secret, 'metadata', 'annotations');
  if (annotationOf(secret, ANNOTATION.lastApplied) === undefined || !isMap(annotations)) return secret;
  const applied = lastApplied(secret);
  const text = applied ? JSON.stringify(hideData(normalize(applied), masks)) : PLUS;
  return withMetadata(secret, { annotations: { ...annotations, [ANNOTATION.lastApplied]: text } });
}

function hideData(secret: KubeObject, masks: Masks): KubeObject {
  const data = at(secret, 'data');
  if (!isMap(data)) return secret;
  const entries = Object.entries(data).map(([key, value]): [string, Json] => {
    const known = masks.get(key) ?? new Map<string, string>();
    masks.set(key, known);
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
    const mask = known.get(text) ?? PLUS + MORE.repeat(known.size);
    known.set(text, mask);
    return [key, mask];
  });
  return { ...secret, data: Object.fromEntries(entries) };
}

/** What a sync would change, as a screen may show it: no value of a Secret is in it. */
export function diffForScreen(
  target: KubeObject | undefined,
  live: KubeObject | undefined,
  options: DiffOptions = {},
): Diff {
  const hidden = hideSecretData(target, live);
  return diffResource(hidden.target, hidden.live, options);
}
