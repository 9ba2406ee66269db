import type { ApiObject } from '@/lib/cluster';
import { type Application, readApplication } from '../application/spec';
import { at, type Json, sameJson } from '../object';
import type { StoredOperation } from './operation-json';
import { readOperationState } from './operation-json';
import type { ArgoCdSettings } from './settings';

/** An Application as the controller works on it: the object of the API, and what is read of it. */
export interface ApplicationView {
  object: ApiObject;
  application: Application;
  /** Its name in tracking ids: those outside Argo CD's namespace carry theirs. As Application.InstanceName. */
  instance: string;
  /** `namespace/name`. */
  key: string;
  /** The first of `.spec.sources`, or `.spec.source`, as it is written. */
  source: Json | undefined;
  last: StoredOperation | undefined;
  operationAsked: boolean;
}

/** What the Application says of its namespace is not what the last sync knew. As HasChangedManagedNamespaceMetadata. */
export function namespaceMetadataDiffers({ object, last }: ApplicationView): boolean {
  const wanted = at(object, 'spec', 'syncPolicy', 'managedNamespaceMetadata');
  if (wanted === undefined || !last?.state.syncResult) return false;
  return !sameJson(wanted, last.namespaceMetadata);
}

export function viewOf(object: ApiObject, settings: ArgoCdSettings): ApplicationView {
  const { name, namespace = '' } = object.metadata;
  return {
    object,
    application: readApplication(object),
    instance: namespace === settings.namespace ? name : `${namespace}_${name}`,
    key: `${namespace}/${name}`,
    source: at(object, 'spec', 'sources', 0) ?? at(object, 'spec', 'source'),
    last: readOperationState(at(object, 'status', 'operationState')),
    operationAsked: at(object, 'operation') !== undefined && at(object, 'operation') !== null,
  };
}
