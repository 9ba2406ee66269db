import {
  at,
  isList,
  isMap,
  type Json,
  type JsonMap,
  type KubeObject,
  kindOf,
  sameJson,
  withMetadata,
} from '../object';
import { annotationOf, hasOption } from '../resource/annotations';
import { ANNOTATION } from '../resource/names';
import { withDefaults } from './defaults';
import { type IgnoreRule, trustedPaths, withoutIgnored } from './ignore';
import { ownedBy } from './managed-fields';
import { onlyFieldsOf, predict, predictCustom } from './merge';
import { isBuiltIn, normalize } from './normalize';
import { withoutPath } from './paths';

/** A field that a sync would change, for a screen. */
export interface Change {
  path: readonly (string | number)[];
  kind: 'added' | 'removed' | 'changed';
  live?: Json;
  target?: Json;
}

export interface Diff {
  modified: boolean;
  /** The live object as it is compared; undefined when there is none. */
  live: KubeObject | undefined;
  /** What the live object would be after a sync; undefined when it would be gone. */
  predicted: KubeObject | undefined;
  changes: readonly Change[];
}

export interface DiffOptions {
  ignore?: readonly IgnoreRule[];
  ignoreAggregatedRoles?: boolean;
  /** The Application syncs with ServerSideApply=true. */
  serverSideApply?: boolean;
}

const MANAGER = 'argocd-controller';

/**
 * Whether a live object is as Git wants it: not whether the two are the same, but whether applying would change anything.
 * As gitops-engine/pkg/diff/diff.go, Diff. One of the two may be missing, not both.
 */
export function diffResource(
  target: KubeObject | undefined,
  live: KubeObject | undefined,
  options: DiffOptions = {},
): Diff {
  const ready = (object: KubeObject) => withoutIgnored(normalize(object, options), options.ignore ?? []);
  if (!target || !live) {
    const one = target ?? live;
    const changes: Change[] = target ? [{ path: [], kind: 'added', target: ready(target) }] : [];
    return {
      modified: target !== undefined,
      live: live && ready(live),
      predicted: target && one && ready(one),
      changes,
    };
  }
  const trusted = trustedPaths(live, options.ignore ?? []);
  const trim = (object: KubeObject) => trusted.reduce<KubeObject>(withoutPath, ready(object));
  const wanted = withoutNamespace(trim(target));
  const there = trim(live);
  const server = options.serverSideApply || hasOption(target, ANNOTATION.syncOptions, 'ServerSideApply=true');
  const before = server ? ownedBy(live, MANAGER) : lastApplied(live);
  const orig = withoutNamespace(before ? trim(before) : wanted);
  const seen = isBuiltIn(target) ? withoutClaimDefaults(orig, there) : there;
  const merged = isBuiltIn(target) ? predict(orig, wanted, seen) : predictCustom(orig, wanted, seen);
  const predicted = tidy(withDefaults(merged));
  const present = tidy(withDefaults(seen));
  const changes: Change[] = [];
  listChanges(present, predicted, [], changes);
  return { modified: changes.length > 0, live: present, predicted, changes };
}

/** What the server adds to a StatefulSet's claims cannot be foretold, so it is left out. As statefulSetWorkaround. */
function withoutClaimDefaults(orig: KubeObject, live: KubeObject): KubeObject {
  const { spec } = live;
  const claims = at(orig, 'spec', 'volumeClaimTemplates');
  if (kindOf(live) !== 'StatefulSet' || !isMap(spec) || claims === undefined) return live;
  const left = onlyFieldsOf(claims, spec.volumeClaimTemplates);
  return { ...live, spec: { ...spec, volumeClaimTemplates: left } };
}

/** The object of the last-applied annotation; undefined when there is none, or it cannot be read. */
export function lastApplied(live: KubeObject): KubeObject | undefined {
  const text = annotationOf(live, ANNOTATION.lastApplied);
  if (text === undefined) return undefined;
  try {
    const value: Json = JSON.parse(text);
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The live object has a namespace, the others need not; empty annotations are none. As removeNamespaceAnnotation. */
function withoutNamespace(object: KubeObject): KubeObject {
  const annotations = at(object, 'metadata', 'annotations');
  const none = annotations === null || (isMap(annotations) && Object.keys(annotations).length === 0);
  return isMap(at(object, 'metadata'))
    ? withMetadata(object, { namespace: undefined, ...(none && { annotations: undefined }) })
    : object;
}

/** Without what only the server and the client keep books with. */
function tidy(object: KubeObject): KubeObject {
  return withoutPath(withoutPath(object, ['metadata', 'managedFields']), [
    'metadata',
    'annotations',
    ANNOTATION.lastApplied,
  ]);
}

function listChanges(
  live: Json | undefined,
  target: Json | undefined,
  path: readonly (string | number)[],
  changes: Change[],
): void {
  if (sameJson(live, target)) return;
  if (live === undefined || target === undefined) {
    changes.push({
      path,
      kind: live === undefined ? 'added' : 'removed',
      ...(live !== undefined && { live }),
      ...(target !== undefined && { target }),
    });
    return;
  }
  if (isMap(live) && isMap(target)) {
    for (const field of fieldsOf(live, target)) {
      listChanges(at(live, field), at(target, field), [...path, field], changes);
    }
  } else if (isList(live) && isList(target) && live.length === target.length) {
    for (const [i, item] of live.entries()) listChanges(item, target[i], [...path, i], changes);
  } else changes.push({ path, kind: 'changed', live, target });
}

const fieldsOf = (a: JsonMap, b: JsonMap): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
