import { containersOf, nearest, podOf } from '@/lib/kubernetes';
import { at, scalarOf } from '@/lib/yaml';
import { mayListen } from '../../engine/listening';
import { type Finding, one, type Rule } from '../../engine/rule';
import { podPorts, portsOf } from '../../engine/services';
import { deployment, PORTS } from './workload-examples';

const probe = (port: string) => [
  ...PORTS,
  'readinessProbe:',
  '  httpGet:',
  '    path: /',
  `    port: ${port}`,
];
const ACTIONS = ['httpGet', 'tcpSocket', 'grpc'];

export const probePort: Rule = {
  id: 'probe-port',
  severity: 'warning',
  title: 'The probe asks a port that nobody listens on',
  why: 'A readiness probe that never succeeds keeps the Pod out of its Service and the Deployment Progressing, so PostSync hooks never run. A liveness probe restarts the container again and again.',
  failing: one(deployment({ container: probe('80') })),
  passing: one(deployment({ container: probe('http') })),
  source: [
    {
      title: 'Kubernetes, probes',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    },
  ],
  keys: ['livenessProbe', 'readinessProbe', 'startupProbe'],
  *object(object): Generator<Finding> {
    const pod = podOf(object);
    const all = pod ? podPorts(pod).flatMap(({ number }) => number ?? []) : [];
    for (const { node, name } of pod ? containersOf(pod) : []) {
      const ports = portsOf(node);
      for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe'])
        for (const action of ACTIONS) {
          const port = scalarOf(at(node, field, action, 'port'));
          if (!port || at(node, field, action, 'host')) continue;
          const { start, end } = port;
          if (typeof port.value === 'string' && !ports.some((declared) => declared.name === port.value)) {
            const meant = nearest(
              port.value,
              ports.flatMap((declared) => declared.name ?? []),
            );
            yield {
              start,
              end,
              severity: 'error',
              message: `Container \`${name}\` has no port named \`${port.value}\`, so this probe always fails.${meant === undefined ? ' Name the port, or write its number.' : ` You probably mean \`${meant}\`.`}`,
              fixes:
                meant === undefined
                  ? []
                  : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
            };
          }
          const asked = port.value;
          const numbers = ports.flatMap((declared) => declared.number ?? []);
          // All containers of a Pod share its addresses.
          if (typeof asked !== 'number' || !numbers.length || all.includes(asked)) continue;
          const [only] = new Set(numbers).size === 1 ? numbers : [];
          yield {
            start,
            end,
            unless: (project) => pod !== undefined && mayListen(project, object, pod, asked),
            message: `Container \`${name}\` declares port ${[...new Set(numbers)].join(', ')}, and this probe asks ${asked}. Unless something listens there all the same, the probe fails for ever.`,
            fixes:
              only === undefined
                ? []
                : [{ title: `Change to ${only}`, edits: [{ start, end, text: String(only) }] }],
          };
        }
    }
  },
};
