import { at, type Entry, entryOf, isMissing, itemsOf, scalarOf, stringOf } from '@/lib/yaml';
import { ADDRESS, DOMAIN, everyItem, LABEL, portName, RANGE } from './addresses';
import { between, formed, isEmptyList, word } from './checks';
import { FAMILIES } from './families';
import { addressOf, isSpecial } from './ip';
import { type Check, type Fields, isPlaceholder, numberOf, WHOLE } from './walk';

const typeOf = (spec: Entry['value'] | undefined) => stringOf(at(spec, 'type')) ?? 'ClusterIP';

/** A field that only a Service for outsiders takes. */
const only =
  (types: readonly string[], inner?: Check): Check =>
  (entry, tell, owner) => {
    const type = typeOf(owner);
    if (isMissing(entry.value) || isEmptyList(entry.value) || scalarOf(entry.value)?.value === '') return;
    if (types.includes(type)) inner?.(entry, tell, owner);
    else
      tell(
        entry.key,
        `Only a Service of the type ${types.map((one) => `\`${one}\``).join(' or ')} takes \`${entry.key.text}\`, and this one is a \`${type}\`. Remove it, or change the type.`,
      );
  };

const OUTSIDE = ['NodePort', 'LoadBalancer'];
const BALANCED = ['LoadBalancer'];

const clusterIP: Check = ({ key, value }, tell, owner) => {
  const address = stringOf(value);
  if (address === undefined || address === '' || isPlaceholder(address)) return;
  const type = typeOf(owner);
  if (type === 'ExternalName')
    tell(
      key,
      'A Service of the type `ExternalName` is only another name, so it takes no `clusterIP`. Remove it.',
    );
  else if (address === 'None' && OUTSIDE.includes(type))
    tell(
      key,
      `\`clusterIP: None\` makes a headless Service, which cannot be of the type \`${type}\`. Remove one of the two.`,
    );
  else if (address !== 'None' && !ADDRESS.test(address))
    tell(
      value,
      `\`${address}\` is no IP address. Write \`None\` for a headless Service, or leave the line out.`,
    );
};

const affinityConfig: Check = ({ key, value }, tell, owner) => {
  if (isMissing(value)) return;
  if (stringOf(at(owner, 'sessionAffinity')) !== 'ClientIP')
    tell(key, 'This goes with `sessionAffinity: ClientIP` only. Add that, or remove this.');
  const entry = entryOf(at(value, 'clientIP'), 'timeoutSeconds');
  if (entry && value.kind === 'map') between(1, 86_400)(entry, tell, value);
};

const externally: Check = (entry, tell, owner) => {
  if (isEmptyList(at(owner, 'externalIPs'))) only(OUTSIDE)(entry, tell, owner);
};

/** A Service. As core/validation, ValidateService. */
export const SERVICE: Fields = {
  clusterIP,
  sessionAffinityConfig: affinityConfig,
  externalTrafficPolicy: externally,
  loadBalancerSourceRanges: only(BALANCED, everyItem(RANGE, 'range of addresses such as `10.0.0.0/8`')),
  loadBalancerClass: only(BALANCED),
  loadBalancerIP: only(BALANCED),
  allocateLoadBalancerNodePorts: only(BALANCED),
  externalIPs: (entry, tell, owner) => {
    everyItem(ADDRESS, 'IP address')(entry, tell, owner);
    for (const item of itemsOf(entry.value)) {
      const address = addressOf(stringOf(item) ?? '');
      if (address && isSpecial(address))
        tell(
          item,
          `\`${stringOf(item)}\` is an address that only the node itself or its neighbours reach, and the API server refuses it here.`,
        );
    }
  },
  healthCheckNodePort: (entry, tell, owner) => {
    if (typeOf(owner) !== 'LoadBalancer') only(BALANCED)(entry, tell, owner);
    else if (numberOf(entry.value) && stringOf(at(owner, 'externalTrafficPolicy')) !== 'Local')
      tell(entry.key, 'This goes with `externalTrafficPolicy: Local` only. Add that, or remove this.');
  },
  trafficDistribution: word('PreferClose', 'PreferSameZone', 'PreferSameNode'),
  ...FAMILIES,
  externalName: (entry, tell, owner) => {
    const name = stringOf(entry.value);
    if (
      typeOf(owner) === 'ExternalName' &&
      name &&
      !isPlaceholder(name) &&
      !DOMAIN.test(name.replace(/\.$/, ''))
    )
      tell(
        entry.value,
        `\`${name}\` is no domain: an \`externalName\` has no \`https://\`, no port and no path.`,
      );
  },
  ports: {
    name: formed(LABEL, 'name of a port: it takes lower-case letters, digits and `-`'),
    targetPort: (entry, tell) => portName(entry, tell),
  },
  [WHOLE]: (node, tell) => {
    const type = typeOf(node);
    const seen = new Set<string>();
    for (const port of itemsOf(at(node, 'ports'))) {
      const number = entryOf(port, 'nodePort');
      const value = numberOf(number?.value);
      if (!number || value === undefined || value === 0) continue;
      const id = `${value}/${stringOf(at(port, 'protocol')) ?? 'TCP'}`;
      if (type === 'ClusterIP')
        tell(
          number.key,
          'A Service of the type `ClusterIP`, the default, takes no `nodePort`. Add `type: NodePort`, or remove the line.',
        );
      else if (seen.has(id))
        tell(number.value, `Another port of this Service takes ${value} already. Choose another.`);
      seen.add(id);
    }
  },
};
