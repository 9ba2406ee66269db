import type { ApiObject, JsonMap } from '../../interface';
import { equal, mapAt, mapsAt, numberAt, textAt } from '../../object';
import type { FieldFault } from '../errors';
import { portNumber } from './container';
import { duplicate, invalidValue, notSupported, required } from './faults';
import { labels } from './metadata';
import { dnsLabel, dnsSubdomain } from './names';
import { port as portOrName } from './probe';

/** As pkg/apis/core/validation/validation.go, ValidateService. */

type Faults = Generator<FieldFault>;

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

export function* service(object: JsonMap): Faults {
  const spec = mapAt(object, 'spec');
  const type = textAt(spec, 'type') ?? '';
  const ports = mapsAt(spec, 'ports');
  const headless = textAt(spec, 'clusterIP') === 'None';
  if (!ports.length && !headless && type !== 'ExternalName') yield required('spec.ports', '');
  if (type === 'ExternalName') {
    const name = textAt(spec, 'externalName') ?? '';
    if (!name) yield required('spec.externalName', '');
    else
      for (const message of dnsSubdomain(name.replace(/\.$/, '')))
        yield invalidValue('spec.externalName', name, message);
  }
  if ((type === 'NodePort' || type === 'LoadBalancer') && headless)
    yield invalidValue(
      'spec.clusterIPs[0]',
      'None',
      "may not be set to 'None' for NodePort services".replace('NodePort', type),
    );
  const names = new Set<string>();
  const seen = new Set<string>();
  for (const [i, port] of ports.entries()) {
    const at = `spec.ports[${i}]`;
    yield* servicePort(port, names, ports.length > 1, at);
    const key = `${textAt(port, 'protocol')}/${numberAt(port, 'port')}`;
    if (seen.has(key)) yield duplicate(at, { port: port.port, protocol: port.protocol });
    seen.add(key);
  }
  yield* labels(spec.selector, 'spec.selector');
  const affinity = textAt(spec, 'sessionAffinity') ?? '';
  if (affinity !== 'None' && affinity !== 'ClientIP')
    yield notSupported('spec.sessionAffinity', affinity, ['ClientIP', 'None']);
  if (!TYPES.includes(type)) yield notSupported('spec.type', type, TYPES);
}

function* servicePort(port: JsonMap, names: Set<string>, many: boolean, at: string): Faults {
  const name = textAt(port, 'name') ?? '';
  if (many && !name) yield required(`${at}.name`, '');
  else if (name) {
    for (const message of dnsLabel(name)) yield invalidValue(`${at}.name`, name, message);
    if (names.has(name)) yield duplicate(`${at}.name`, name);
    names.add(name);
  }
  yield* portNumber(numberAt(port, 'port') ?? 0, `${at}.port`);
  const protocol = textAt(port, 'protocol') ?? '';
  if (!PROTOCOLS.includes(protocol)) yield notSupported(`${at}.protocol`, protocol, PROTOCOLS);
  yield* portOrName(port.targetPort, `${at}.targetPort`);
  const node = numberAt(port, 'nodePort');
  if (node && (node < 30000 || node > 32767))
    yield invalidValue(
      `${at}.nodePort`,
      node,
      'provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
}

/** As ValidateServiceUpdate. */
export function* serviceUpdate(object: JsonMap, old: ApiObject): Faults {
  const address = textAt(old, 'spec', 'clusterIP');
  const now = textAt(object, 'spec', 'clusterIP');
  const external =
    textAt(old, 'spec', 'type') === 'ExternalName' || textAt(object, 'spec', 'type') === 'ExternalName';
  if (external || !address || equal(address, now)) return;
  yield invalidValue('spec.clusterIPs[0]', [now ?? ''], 'may not change once set');
}
