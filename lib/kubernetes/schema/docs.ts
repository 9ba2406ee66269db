import docsJson from './docs.generated.json';
import { KUSTOMIZE_DOCS } from './kustomization';
import { bareType } from './types';

/**
 * The documentation of a field (`''` for the type itself, `field=value` for a word that the field takes), from the
 * comments of the Kubernetes and Argo CD APIs. Apart from the types, and read only when it is asked for: who asks for no
 * documentation does not load it.
 */
export function docOf(type: string | undefined, field: string): string | undefined {
  const bare = type === undefined ? '' : bareType(type);
  if (!bare.startsWith('#')) return undefined;
  const id = bare.slice(1);
  const docs = /^\d/.test(id) ? docsJson[Number(id)] : own(KUSTOMIZE_DOCS, id);
  const text = own(docs, field);
  return typeof text === 'string' ? text : undefined;
}

/** Keys come from the learner's text, and `constructor` is no field. */
function own(map: unknown, key: string): unknown {
  return typeof map === 'object' && map !== null
    ? Object.getOwnPropertyDescriptor(map, key)?.value
    : undefined;
}
