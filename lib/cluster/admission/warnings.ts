import type { ApiObject, JsonMap } from '../interface';
import { mapsAt, textAt, textsAt } from '../object';

/**
 * What the server warns of beside admission. As apiextensions-apiserver/pkg/registry/customresource/strategy.go and
 * pkg/api/pod/warnings.go.
 */
export function warningsAbout(object: JsonMap, old: ApiObject | undefined, custom: boolean): string[] {
  return [...(custom ? finalizerWarnings(object, old) : []), ...environmentWarnings(object)];
}

function finalizerWarnings(object: JsonMap, old: ApiObject | undefined): string[] {
  const before = old?.metadata.finalizers ?? [];
  return textsAt(object, 'metadata', 'finalizers')
    .filter((finalizer) => !finalizer.includes('/') && !before.includes(finalizer))
    .filter((finalizer) => finalizer !== 'orphan' && finalizer !== 'foregroundDeletion')
    .map(
      (finalizer) =>
        `metadata.finalizers: ${JSON.stringify(finalizer)}: prefer a domain-qualified finalizer name including a path (/) to avoid accidental conflicts with other finalizer writers`,
    );
}

const SPECS: readonly (readonly string[])[] = [['spec'], ['spec', 'template', 'spec']];

/** A variable that is written twice. */
function environmentWarnings(object: JsonMap): string[] {
  const found: string[] = [];
  for (const path of SPECS)
    for (const [i, container] of mapsAt(object, ...path, 'containers').entries()) {
      const seen = new Set<string>();
      for (const [j, variable] of mapsAt(container, 'env').entries()) {
        const name = textAt(variable, 'name') ?? '';
        if (seen.has(name))
          found.push(
            `${path.join('.')}.containers[${i}].env[${j}]: hides previous definition of ${JSON.stringify(name)}, which may be dropped when using apply`,
          );
        seen.add(name);
      }
    }
  return found;
}
