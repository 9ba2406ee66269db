import type { ApiObject, ApplyOptions, JsonMap, KubeApi, Manifest } from '../../interface';
import { equal, isApiObject, mapAt } from '../../object';
import { ok, resourceText } from '../errors';
import type { Kind } from '../kinds';
import type { Machine } from '../machine';
import { threeWay } from '../patches/three-way';
import { create } from '../verbs/create';
import { storePatched } from '../verbs/patch';
import { LAST_APPLIED, lastApplied, withLastApplied } from './last-applied';

/** `kubectl apply` of one object. As kubectl/pkg/cmd/apply/apply.go and patcher.go; `manifest` names its namespace. */
export function applyClientSide(
  machine: Machine,
  kind: Kind,
  manifest: Manifest,
  live: ApiObject | undefined,
  options: ApplyOptions,
): ReturnType<KubeApi['apply']> {
  const by: ApplyOptions = {
    manager: 'kubectl-client-side-apply',
    fieldValidation: options.validate === false ? 'Ignore' : 'Strict',
    ...options,
  };
  const modified = withLastApplied(manifest);
  if (!live) {
    const made = create(machine, modified, by);
    return made.ok ? ok({ result: 'created', object: made.value }, made.warnings) : made;
  }
  const warnings = warningsAbout(kind, live);
  const patched = threeWay(lastApplied(live), modified, live, kind.kind, !kind.custom);
  if (equal(patched, live) || onlyServerFields(patched, live))
    return ok({ result: 'unchanged', object: live }, warnings);
  if (live.metadata.deletionTimestamp)
    warnings.push(`Detected changes to resource ${live.metadata.name} which is currently being deleted.`);
  const stored = storePatched(machine, kind, live, patched, live.apiVersion, by, 'applied');
  if (!stored.ok) return { ...stored, warnings: [...warnings, ...stored.warnings] };
  return ok({ result: 'configured', object: stored.value }, [...warnings, ...stored.warnings]);
}

function warningsAbout(kind: Kind, live: ApiObject): string[] {
  if (live.metadata.annotations?.[LAST_APPLIED] !== undefined) return [];
  return [
    `resource ${resourceText(kind)}/${live.metadata.name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`,
  ];
}

/** Whether the patch is only about fields that the server owns, which `creationTimestamp: null` in a manifest asks to drop. */
function onlyServerFields(patched: JsonMap, live: ApiObject): boolean {
  const again = {
    ...patched,
    metadata: { ...mapAt(patched, 'metadata'), creationTimestamp: live.metadata.creationTimestamp },
    status: live.status,
  };
  return isApiObject(again) && equal(again, live);
}
