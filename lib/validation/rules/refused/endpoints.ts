import { at, entriesOf, entryOf, itemsOf, type MapNode, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { DOMAIN, LABEL } from './addresses';
import { uniqueNames } from './admission';
import { between, formed, hasOnly, isEmptyList, oneOf } from './checks';
import { addressOf, isSpecial } from './ip';
import { type Check, type Fields, isPlaceholder, type Tell, WHOLE } from './walk';

/** As core/validation, ValidateEndpointIP. */
function usable(node: YamlNode, text: string, tell: Tell) {
  const address = addressOf(text);
  if (address && isSpecial(address))
    tell(
      node,
      `\`${text}\` is an address that only the node itself or its neighbours reach, and the API server refuses it as an endpoint. Write one that the whole cluster reaches.`,
    );
}

const hostName = (text: string) =>
  DOMAIN.test(text.toLowerCase()) && /[a-z]/i.test(text)
    ? ' For a host name make a Service of the type `ExternalName` instead.'
    : '';

const ip: Check = ({ value }, tell) => {
  const text = stringOf(value);
  if (text === undefined || text === '' || isPlaceholder(text)) return;
  if (!addressOf(text)) tell(value, `\`${text}\` is no IP address.${hostName(text)}`);
  else usable(value, text, tell);
};

const BITS: Readonly<Record<string, number>> = { IPv4: 32, IPv6: 128 };

/** As discovery/validation, validateEndpoints. */
function addresses(endpoint: YamlNode, type: string, tell: Tell) {
  for (const item of itemsOf(at(endpoint, 'addresses'))) {
    const text = stringOf(item);
    if (text === undefined || isPlaceholder(text)) continue;
    const address = addressOf(text);
    if (type === 'FQDN') {
      if (address || !/\..*[a-z]/i.test(text) || !DOMAIN.test(text.replace(/\.$/, '')))
        tell(item, `\`${text}\` is no full host name, which \`addressType: FQDN\` asks for.`);
    } else if (!Object.hasOwn(BITS, type)) continue;
    else if (!address)
      tell(item, `\`${text}\` is no ${type} address, and \`addressType\` says so.${hostName(text)}`);
    else if (address.bits !== BITS[type])
      tell(
        item,
        `\`${text}\` is an ${address.bits === 32 ? 'IPv4' : 'IPv6'} address, and \`addressType\` is \`${type}\`. A slice holds addresses of one type; make another for this one.`,
      );
    else usable(item, text, tell);
  }
}

function slice(node: MapNode, tell: Tell) {
  const type = scalarOf(at(node, 'addressType'));
  if (type?.value === 'FQDN')
    tell(
      type,
      'Nothing in Kubernetes itself sends anything to endpoints of the type `FQDN`: `kube-proxy` passes them over. For a host name make a Service of the type `ExternalName`.',
      { severity: 'warning' },
    );
  for (const endpoint of itemsOf(at(node, 'endpoints'))) if (type) addresses(endpoint, type.text, tell);
  portNames(node, 2, tell);
}

/** Several ports are told apart by their names; `from` which one on a port without a name is one too many. */
function portNames(node: MapNode, from: 1 | 2, tell: Tell) {
  const entry = entryOf(node, 'ports');
  if (entry) uniqueNames(entry, tell, node);
  const ports = itemsOf(entry?.value);
  const nameless = ports.filter((one) => !scalarOf(at(one, 'name'))?.text);
  for (const one of ports.length > 1 ? nameless.slice(from - 1) : [])
    tell(
      entriesOf(one)[0]?.key ?? one,
      'Several ports are told apart by their names. Add a `name` to this one.',
    );
}

const filledList: Check = ({ key, value }, tell) => {
  if (isEmptyList(value)) tell(key, 'This endpoint has no address. Add one, or remove the endpoint.');
};

const port: Fields = {
  name: formed(LABEL, 'name of a port: it takes lower-case letters, digits and `-`'),
  port: between(1, 65_535),
};

const hostname = formed(LABEL, 'host name: it takes lower-case letters, digits and `-`, and no dot');

const ADDRESSES = ['addresses', 'notReadyAddresses'];

/** As core/validation, validateEndpointSubsets. */
const SUBSET: Fields = {
  addresses: { ip, hostname },
  notReadyAddresses: { ip, hostname },
  ports: port,
  [WHOLE]: (node, tell, place) => {
    if (hasOnly(node, [...ADDRESSES, 'ports']) && ADDRESSES.every((field) => isEmptyList(at(node, field))))
      tell(place, `This leads to nobody. It needs ${oneOf(ADDRESSES)}.`);
    portNames(node, 1, tell);
  },
};

/** Where a Service leads when nobody but people say so. */
export const ENDPOINTS: Readonly<Record<string, Fields>> = {
  'v1/Endpoints': { subsets: SUBSET },
  'discovery.k8s.io/v1/EndpointSlice': {
    [WHOLE]: slice,
    endpoints: { addresses: filledList, hostname },
    ports: port,
  },
};
