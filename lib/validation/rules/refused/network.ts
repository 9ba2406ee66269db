import { INGRESS } from './ingress';
import { NETWORK_POLICY } from './network-policy';
import { SERVICE } from './service';
import type { Fields } from './walk';

/** What the API server refuses in what leads to Pods. */
export const NETWORK: Readonly<Record<string, Fields>> = {
  'v1/Service': { spec: SERVICE },
  'networking.k8s.io/v1/Ingress': { spec: INGRESS },
  'networking.k8s.io/v1/NetworkPolicy': { spec: NETWORK_POLICY },
};
