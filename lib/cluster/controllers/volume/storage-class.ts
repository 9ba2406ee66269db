import type { Manifest } from '../../interface';
import { CLASS_NAME, IS_DEFAULT, PROVISIONER } from './names';

/** As kind installs it: https://github.com/rancher/local-path-provisioner. */
export const standardClass = (): Manifest => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: CLASS_NAME, annotations: { [IS_DEFAULT]: 'true' } },
  provisioner: PROVISIONER,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'WaitForFirstConsumer',
});
