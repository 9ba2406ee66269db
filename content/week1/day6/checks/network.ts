import type { PlacedObject } from '@/lib/lessons';
import type { Answer, Network, Request } from '@/lib/lessons/script';
import { names } from '../names';
import { at, list, record, text } from './data';
import { isService, kindOf, nameOfObject } from './find';
import { containers, image, podLabels, podSpec } from './pods';

/**
 * What is wrong with the imaginary server: one path answers `status`, or nobody listens at all. With `anyone`, every
 * name and port answers 200, whatever the manifests say: for finding out what a script asks for.
 */
export type Trouble = { path: string; status: number } | 'silent' | 'anyone' | undefined;

/**
 * The network inside the cluster once everything in `objects` runs and is healthy: names are those of the Services,
 * and behind a Service answer the Pods that its selector chooses, on the ports where they listen.
 */
export function networkOf(objects: readonly PlacedObject[], trouble: Trouble): Network {
  return (request) => {
    if (trouble === 'anyone') return serve(request, undefined);
    const service = objects.find((o) => isService(o) && hostsOf(o).includes(request.host));
    if (!service) return { trouble: 'no-such-host' };
    if (trouble === 'silent' || !reaches(service, request.port, objects)) return { trouble: 'refused' };
    return serve(request, trouble);
  };
}

function hostsOf(service: PlacedObject): string[] {
  const name = nameOfObject(service) ?? '';
  const namespace = text(at(service.value, 'metadata', 'namespace')) ?? names.namespace;
  const long = `${name}.${namespace}`;
  return [name, long, `${long}.svc`, `${long}.svc.cluster.local`, `${long}.svc.cluster.local.`];
}

/** Whether a request to a Service's port ends at a Pod that listens there. */
export function reaches(service: PlacedObject, port: number, objects: readonly PlacedObject[]): boolean {
  const entry = list(at(service.value, 'spec', 'ports'))
    .map(record)
    .find((p) => p.port === port);
  if (!entry) return false;
  return chosen(service, objects).some((workload) => listens(workload, entry.targetPort ?? entry.port));
}

/** The Deployments (or other workloads) whose Pods a Service's selector chooses. */
export function chosen(service: PlacedObject, objects: readonly PlacedObject[]): PlacedObject[] {
  const selector = Object.entries(record(at(service.value, 'spec', 'selector')));
  return objects.filter((object) => {
    if (kindOf(object) === 'Job' || podSpec(object) === undefined || selector.length === 0) return false;
    const labels = podLabels(object);
    return selector.every(([key, value]) => labels[key] === value);
  });
}

/** Whether a workload's containers listen on a port, given by number or by a container port's name. */
export function listens(workload: PlacedObject, target: unknown): boolean {
  return containers(podSpec(workload) ?? {}).some((container) => {
    const declared = list(container.ports).map(record);
    const named = declared.find((port) => port.name === target)?.containerPort;
    const number = Number(named ?? target);
    return openPorts(container).includes(number);
  });
}

/** Where a container listens. A `containerPort` opens nothing: of the lesson's server its own settings count. */
function openPorts(container: ReturnType<typeof record>): number[] {
  const server = image(names.images.server)?.repository ?? '';
  const same =
    (image(container.image)?.repository ?? '').replace(/^docker\.io\//, '') ===
    server.replace(/^docker\.io\//, '');
  if (!same) return list(container.ports).map((port) => Number(record(port).containerPort));
  const env = list(container.env).map(record);
  const set = env.find((entry) => entry.name === 'HTTP_PORT')?.value;
  return [set === undefined ? names.serverPort : Number(set)];
}

function serve(request: Request, trouble: Exclude<Trouble, string>): Answer {
  const path = request.path.length > 1 ? request.path.replace(/\/$/, '') : request.path;
  if (trouble?.path === path) return { status: trouble.status, body: 'out of order\n' };
  const asked = /[?&]x-set-response-status-code=(\d{3})/.exec(request.url)?.[1];
  if (path === names.endpoints.metrics) return { status: 200, body: metrics };
  return { status: asked ? Number(asked) : 200, body: `{\n  "path": "${path}",\n  "method": "GET"\n}\n` };
}

const metrics = `# HELP http_request_duration_seconds duration summary of http responses labeled with: status_code, method
# TYPE http_request_duration_seconds summary
http_request_duration_seconds_count{status_code="200",method="GET"} 12
# HELP up 1 = up, 0 = not up
# TYPE up gauge
up 1
`;
