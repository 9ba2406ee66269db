/** The StorageClass that a new cluster has, as kind's: local directories, made when a Pod needs them. */
export const CLASS_NAME = 'standard';
export const PROVISIONER = 'rancher.io/local-path';

export const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';
export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
export const BOUND_BY = 'pv.kubernetes.io/bound-by-controller';
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner';
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
export const CLAIM_PROTECTION = 'kubernetes.io/pvc-protection';
