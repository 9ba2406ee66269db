import { typeOfKind } from '@/lib/kubernetes';
import { nameOf } from '@/lib/tree';
import { KUSTOMIZATION_NAMES } from '../engine/file';

/** The schema type of the document that the cursor is in. */
export function rootType(
  path: string,
  { apiVersion, kind }: { apiVersion: string | undefined; kind: string | undefined },
): string | undefined {
  if (apiVersion !== undefined && kind !== undefined) {
    const known = typeOfKind(apiVersion, kind);
    if (known !== undefined) return known;
  }
  return KUSTOMIZATION_NAMES.includes(nameOf(path)) ? '#Kustomization' : undefined;
}
