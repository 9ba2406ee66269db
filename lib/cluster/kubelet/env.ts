import type { ApiObject } from '../interface';
import { mapsAt, numberAt, textAt, textMapAt } from '../object';
import type { Container } from '../types/container';
import { expand } from './expand';
import { fieldValue, type PodFacts, resourceValue } from './fields';
import type { Surroundings } from './surroundings';

export type Environment = { ok: true; env: Map<string, string> } | { ok: false; error: string };

/** The texts of a ConfigMap, or of a Secret as it is decoded. */
export function dataOf(object: ApiObject): { [key: string]: string } {
  if (object.kind !== 'Secret') return { ...binary(object, 'binaryData'), ...textMapAt(object, 'data') };
  return { ...binary(object, 'data'), ...textMapAt(object, 'stringData') };
}

function binary(object: ApiObject, field: string): { [key: string]: string } {
  const decoded: { [key: string]: string } = {};
  for (const [key, value] of Object.entries(textMapAt(object, field))) {
    try {
      const bytes = Uint8Array.from(atob(value.replace(/\s/g, '')), (c) => c.charCodeAt(0));
      decoded[key] = new TextDecoder().decode(bytes);
    } catch {
      decoded[key] = value;
    }
  }
  return decoded;
}

/** A container's environment, or why it cannot be made. As pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables. */
export function environment(around: Surroundings, facts: PodFacts, container: Container): Environment {
  const namespace = facts.pod.metadata.namespace ?? '';
  const result = new Map<string, string>();
  for (const from of container.envFrom ?? []) {
    const secret = from.secretRef !== undefined;
    const ref = from.secretRef ?? from.configMapRef;
    const name = ref?.name ?? '';
    const object = secret ? around.secret(namespace, name) : around.configMap(namespace, name);
    if (!object) {
      if (ref?.optional) continue;
      return { ok: false, error: `${secret ? 'secret' : 'configmap'} "${name}" not found` };
    }
    for (const [key, value] of Object.entries(dataOf(object)))
      result.set(`${from.prefix ?? ''}${key}`, value);
  }
  const services = serviceVariables(around, facts);
  const known = new Map([...services, ...result]);
  for (const variable of container.env ?? []) {
    const found = variableValue(around, facts, container, variable, known);
    if (typeof found === 'object') return found;
    if (found === undefined) continue;
    known.set(variable.name, found);
    result.set(variable.name, found);
  }
  for (const [name, value] of services) if (!result.has(name)) result.set(name, value);
  return { ok: true, env: result };
}

function variableValue(
  around: Surroundings,
  facts: PodFacts,
  container: Container,
  { value, valueFrom }: NonNullable<Container['env']>[number],
  known: Map<string, string>,
): string | undefined | { ok: false; error: string } {
  const namespace = facts.pod.metadata.namespace ?? '';
  if (valueFrom?.fieldRef) {
    const found = fieldValue(facts, valueFrom.fieldRef);
    if (found !== undefined) return found;
    return { ok: false, error: `unsupported fieldPath: ${valueFrom.fieldRef.fieldPath}` };
  }
  if (valueFrom?.resourceFieldRef) return resourceValue(facts, container, valueFrom.resourceFieldRef);
  const ref = valueFrom?.configMapKeyRef ?? valueFrom?.secretKeyRef;
  if (!ref) return expand(value ?? '', known);
  const secret = valueFrom?.secretKeyRef !== undefined;
  const name = ref.name ?? '';
  const object = secret ? around.secret(namespace, name) : around.configMap(namespace, name);
  const data = object ? dataOf(object) : {};
  if (Object.hasOwn(data, ref.key)) return data[ref.key];
  if (ref.optional) return undefined;
  if (!object) return { ok: false, error: `${secret ? 'secret' : 'configmap'} "${name}" not found` };
  const kind = secret ? 'Secret' : 'ConfigMap';
  return { ok: false, error: `couldn't find key ${ref.key} in ${kind} ${namespace}/${name}` };
}

/** As pkg/kubelet/envvars/envvars.go: those of the Pod's namespace, and the API server's always. */
function serviceVariables({ network }: Surroundings, { pod }: PodFacts): Map<string, string> {
  const variables = new Map<string, string>();
  const links = pod.spec.enableServiceLinks !== false;
  for (const service of network.services()) {
    const { name, namespace } = service.metadata;
    const master = name === 'kubernetes' && namespace === 'default';
    if (!master && !(links && namespace === pod.metadata.namespace)) continue;
    const prefix = name.toUpperCase().replace(/-/g, '_');
    const ip = textAt(service, 'spec', 'clusterIP') ?? '';
    const ports = mapsAt(service, 'spec', 'ports');
    variables.set(`${prefix}_SERVICE_HOST`, ip);
    variables.set(`${prefix}_SERVICE_PORT`, String(numberAt(ports[0], 'port') ?? ''));
    ports.forEach((port, index) => {
      const number = numberAt(port, 'port');
      const protocol = textAt(port, 'protocol') ?? 'TCP';
      const portName = textAt(port, 'name');
      if (portName)
        variables.set(`${prefix}_SERVICE_PORT_${portName.toUpperCase().replace(/-/g, '_')}`, String(number));
      const url = `${protocol.toLowerCase()}://${ip}:${number}`;
      if (index === 0) variables.set(`${prefix}_PORT`, url);
      const link = `${prefix}_PORT_${number}_${protocol}`;
      variables.set(link, url);
      variables.set(`${link}_PROTO`, protocol.toLowerCase());
      variables.set(`${link}_PORT`, String(number));
      variables.set(`${link}_ADDR`, ip);
    });
  }
  return variables;
}
