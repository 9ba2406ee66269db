import type { SourceObject } from '../../engine/file';
import { isTypo, NAMING, references, worldOf } from '../../engine/references';
import type { Finding, Rule } from '../../engine/rule';
import { deployment } from './workload-examples';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n';
const files = (name: string) => ({
  'config.yaml': config,
  'deployment.yaml': deployment({ container: ['envFrom:', '  - configMapRef:', `      name: ${name}`] }),
});

export const referenceName: Rule = {
  id: 'reference-name',
  severity: 'error',
  title: 'The name is nearly that of an object here',
  why: 'A Pod whose ConfigMap, Secret or claim is not there does not start, and an Ingress or an autoscaler of a name that nobody has does nothing. Names of objects that are not in these files are taken for granted; this one is a letter away from one that is.',
  failing: { files: files('setings'), path: 'deployment.yaml' },
  passing: { files: files('settings'), path: 'deployment.yaml' },
  source: [
    {
      title: 'Kubernetes, configure a Pod to use a ConfigMap',
      url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
    },
  ],
  keys: NAMING,
  *project(project): Generator<Finding & { path: string }> {
    for (const object of project.objects())
      for (const { kind, node, mayBeElsewhere } of references(object)) {
        const names = worldOf(project).names.get(kind);
        if (!names || names.has(node.text)) continue;
        const meant = [...names].find((name) => isTypo(node.text, name));
        if (meant === undefined) continue;
        const { start, end } = node;
        yield {
          path: object.file.path,
          start,
          end,
          message: `There is no ${kind} \`${node.text}\` in these files. You probably mean \`${meant}\`.`,
          fixes: [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
          ...(mayWork(object, kind, mayBeElsewhere) ? { severity: 'warning' as const } : {}),
          stays: `: ${node.text}\n`,
        };
      }
  },
};

/** Pods of a StatefulSet start without their Service, and get no names; an account may be somebody else's. */
function mayWork({ kind }: SourceObject, named: string, mayBeElsewhere: boolean | undefined): boolean {
  return mayBeElsewhere === true || (kind === 'StatefulSet' && named === 'Service');
}
