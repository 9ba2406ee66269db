import type { ApiObject, OwnerReference } from '../../interface';

/** The owner that controls an object. As apimachinery/pkg/apis/meta/v1/controller_ref.go, GetControllerOf. */
export function controllerOf(object: ApiObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller);
}

/** As apimachinery/pkg/apis/meta/v1/controller_ref.go, NewControllerRef. */
export function controllerRef(owner: ApiObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
