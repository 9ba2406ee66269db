import type { Pod } from '@/lib/kubernetes';
import { at, entryOf, itemsOf, scalarOf, stringOf } from '@/lib/yaml';
import { ADDRESS, DOMAIN, everyItem } from './addresses';
import { between, chosen, count, filled, formed, hasOnly, isEmptyList, oneOf } from './checks';
import { CONTAINER, hostPorts, INIT_CONTAINER, named } from './container';
import { wholePod } from './pod-whole';
import { podResources } from './resources';
import { restarts } from './restarts';
import { SCHEDULING, spreads } from './scheduling';
import { POD_SECURITY } from './security';
import { VOLUME } from './volumes';
import { type Check, type Fields, type Tell, WHOLE, walk } from './walk';

const NAME_SERVERS = 3;

const nameservers: Check = ({ key, value }, tell) => {
  const servers = itemsOf(value);
  if (servers.length > NAME_SERVERS)
    tell(key, `A Pod has at most ${NAME_SERVERS} name servers, and here are ${servers.length}.`);
  for (const server of servers) {
    const text = stringOf(server);
    if (text !== undefined && !ADDRESS.test(text))
      tell(server, `\`${text}\` is no IP address. A name server is given by its address.`);
  }
};

/** As core/validation, validatePodDNSConfig, which takes underscores and a dot at the end as well. */
const searches = everyItem(
  {
    test: (text) => text === '.' || DOMAIN.test(text.replace(/\.$/, '').replaceAll('_', 'a')),
  },
  'domain to search in',
);

/** As core/validation, validatePodResourceClaim. */
const claims: Fields = {
  [WHOLE]: (node, tell, place) => {
    const sources = ['resourceClaimName', 'resourceClaimTemplateName'];
    const found = chosen(node, sources);
    if (found.length === 0 && hasOnly(node, ['name']))
      tell(place, `This does not say which claim it is. It needs ${oneOf(sources)}.`);
    else if (found[1])
      tell(found[1].key, 'A claim is there or made from a template, and this says both. Keep one.');
  },
};

const dnsPolicy: Check = ({ key, value }, tell, owner) => {
  if (stringOf(value) === 'None' && isEmptyList(at(owner, 'dnsConfig', 'nameservers')))
    tell(
      key,
      '`dnsPolicy: None` takes over nothing, so it needs `dnsConfig.nameservers`. Add them, or choose `ClusterFirst`.',
    );
};

const processes: Check = ({ key, value }, tell, owner) => {
  if (scalarOf(value)?.value === true && scalarOf(at(owner, 'hostPID'))?.value === true)
    tell(
      key,
      'With `hostPID` the containers see all processes of the node, so the API server refuses `shareProcessNamespace` beside it. Remove one of the two.',
    );
};

const ephemeral: Check = ({ key, value }, tell) => {
  if (!isEmptyList(value))
    tell(
      key,
      'Ephemeral containers are added to a running Pod with `kubectl debug`; the API server refuses them in a manifest. Remove this.',
    );
};

const POD: Fields = {
  ...SCHEDULING,
  activeDeadlineSeconds: between(1, 2_147_483_647),
  terminationGracePeriodSeconds: count,
  dnsPolicy,
  dnsConfig: { nameservers, searches, options: { name: filled } },
  hostAliases: { ip: formed(ADDRESS, 'IP address'), hostnames: everyItem(DOMAIN, 'host name') },
  os: {
    name: ({ value }, tell) => {
      const name = stringOf(value);
      const known = ['linux', 'windows'];
      if (name && !known.includes(name))
        tell(value, `There is no system \`${name}\`. There are ${oneOf(known)}.`);
    },
  },
  resources: podResources,
  resourceClaims: claims,
  imagePullSecrets: { [WHOLE]: named },
  shareProcessNamespace: processes,
  securityContext: POD_SECURITY,
  containers: CONTAINER,
  initContainers: INIT_CONTAINER,
  ephemeralContainers: ephemeral,
  volumes: VOLUME,
};

/**
 * What the API server refuses in a Pod, or in a template of Pods. As core/validation, ValidatePodSpec.
 *
 * @param kind the kind of the object that is the Pod or makes it.
 */
export function ofPod(pod: Pod, tell: Tell, kind: string) {
  walk(pod.spec, POD, tell, entryOf(pod.template, 'spec')?.key);
  restarts(pod.spec, tell, kind === 'Job' || kind === 'CronJob');
  hostPorts(pod.spec, tell);
  spreads(at(pod.spec, 'topologySpreadConstraints'), tell);
  wholePod(pod.spec, tell);
}
