import {
  at,
  groupOfObject,
  isMap,
  type KubeObject,
  kindOf,
  nameOf,
  namespaceOf,
  withMetadata,
} from '../object';
import { annotationFault, annotationOf } from './annotations';
import { ANNOTATION } from './names';

/** What a tracking id says: the Application, and the object that it was written on. */
export interface TrackingId {
  application: string;
  group: string;
  kind: string;
  namespace: string;
  name: string;
}

/** The tracking id that an Application writes on an object: `app:group/kind:namespace/name`. */
export function trackingIdFor(application: string, object: KubeObject, namespace: string): string {
  const place = namespaceOf(object) || namespace;
  return `${application}:${groupOfObject(object)}/${kindOf(object)}:${place}/${nameOf(object)}`;
}

/** Reads a tracking id; undefined when it is none. As util/argo/resource_tracking.go, ParseAppInstanceValue. */
export function parseTrackingId(text: string): TrackingId | undefined {
  const [application, kind, name, ...more] = splitIn3(text);
  const [group, kindName, ...moreKind] = (kind ?? '').split('/');
  const [namespace, ownName, ...moreName] = (name ?? '').split('/');
  const odd = more.length + moreKind.length + moreName.length > 0;
  if (odd || application === undefined || group === undefined || namespace === undefined) return undefined;
  if (kindName === undefined || ownName === undefined) return undefined;
  return { application, group, kind: kindName, namespace, name: ownName };
}

function splitIn3(text: string): string[] {
  const first = text.indexOf(':');
  const second = first === -1 ? -1 : text.indexOf(':', first + 1);
  return second === -1 ? [] : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

/** The tracking id of a live object, if it has a readable one. */
export function trackingIdOf(object: KubeObject): TrackingId | undefined {
  const text = annotationOf(object, ANNOTATION.trackingId);
  return text === undefined ? undefined : parseTrackingId(text);
}

/** `apps/v1, Kind=Deployment`, as Go prints a GroupVersionKind. */
export function gvkText(object: KubeObject): string {
  const apiVersion = typeof object.apiVersion === 'string' ? object.apiVersion : '';
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kindOf(object)}`;
}

/**
 * A target with its Application's tracking id.
 *
 * @returns the words of the repo server when its annotations are such that nothing can be written beside them.
 */
export function withTracking(
  object: KubeObject,
  application: string,
  namespace: string,
): { ok: true; object: KubeObject } | { ok: false; message: string } {
  const fault = annotationFault(object);
  if (fault) {
    const where = `${gvkText(object)} ${namespaceOf(object)}/${nameOf(object)}`;
    const value =
      fault.value === undefined
        ? 'not a map'
        : `contains non-string value in the map under key ${JSON.stringify(fault.annotation ?? '')}: ${fault.value}`;
    const why = `.metadata.annotations accessor error: ${value}`;
    return {
      ok: false,
      message: `failed to set app instance tracking info on manifest: failed to get annotations from target object ${where}: ${why}`,
    };
  }
  const annotations = at(object, 'metadata', 'annotations');
  const id = trackingIdFor(application, object, namespace);
  return {
    ok: true,
    object: withMetadata(object, {
      annotations: { ...(isMap(annotations) ? annotations : {}), [ANNOTATION.trackingId]: id },
    }),
  };
}

/**
 * Whether a live object is the one its tracking id names, and no copy that took the annotation along.
 * As controller/state.go, isSelfReferencedObj.
 */
export function isSelfReferenced(live: KubeObject | undefined, target: KubeObject | undefined): boolean {
  if (!live) return true;
  const id = target
    ? {
        group: groupOfObject(target),
        kind: kindOf(target),
        namespace: namespaceOf(target),
        name: nameOf(target),
      }
    : trackingIdOf(live);
  if (!id) return true;
  const namespace = namespaceOf(live);
  return (
    (namespace === id.namespace || namespace === '') &&
    nameOf(live) === id.name &&
    groupOfObject(live) === id.group &&
    kindOf(live) === id.kind
  );
}
