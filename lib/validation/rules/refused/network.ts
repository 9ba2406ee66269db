import { ENDPOINTS } from './endpoints';
import { INGRESS, ingressClass } from './ingress';
import { NETWORK_POLICY } from './network-policy';
import { REGISTERED } from './registered';
import { SERVICE } from './service';
import { type Fields, WHOLE } from './walk';

/** What the API server refuses in what leads to Pods. */
export const NETWORK: Readonly<Record<string, Fields>> = {
  ...ENDPOINTS,
  ...REGISTERED,
  'v1/Service': { spec: SERVICE },
  'networking.k8s.io/v1/Ingress': { [WHOLE]: ingressClass, spec: INGRESS },
  'networking.k8s.io/v1/NetworkPolicy': { spec: NETWORK_POLICY },
};
