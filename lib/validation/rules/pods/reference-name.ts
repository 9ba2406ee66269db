import { at, entriesOf, itemsOf, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import { buildOf } from '../../engine/builds';
import type { SourceObject } from '../../engine/file';
import { needs } from '../../engine/needs';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { deployment } from './workload-examples';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n';
const files = (name: string) => ({
  'config.yaml': config,
  'deployment.yaml': deployment({ container: ['envFrom:', '  - configMapRef:', `      name: ${name}`] }),
});

/** The keys under which an object names another. */
const NAMING = [
  'serviceAccountName',
  'configMap',
  'secret',
  'persistentVolumeClaim',
  'configMapRef',
  'secretRef',
  'configMapKeyRef',
  'secretKeyRef',
  'scaleTargetRef',
  'backend',
];

export const referenceName: Rule = {
  id: 'reference-name',
  severity: 'warning',
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
    let known: ReturnType<typeof namesOf> | undefined;
    for (const object of project.objects())
      for (const { kind, node } of references(object)) {
        known ??= namesOf(project);
        const names = known.get(kind);
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
        };
      }
  },
};

function* references(object: SourceObject): Generator<{ kind: string; node: ScalarNode }> {
  yield* needs(object);
  const scaled = at(object.root, 'spec', 'scaleTargetRef');
  const scaledName = scalarOf(at(scaled, 'name'));
  const scaledKind = stringOf(at(scaled, 'kind'));
  if (object.kind === 'HorizontalPodAutoscaler' && scaledName && scaledKind)
    yield { kind: scaledKind, node: scaledName };
  if (object.kind !== 'Ingress') return;
  for (const rule of itemsOf(at(object.root, 'spec', 'rules')))
    for (const path of itemsOf(at(rule, 'http', 'paths'))) {
      const service = scalarOf(at(path, 'backend', 'service', 'name'));
      if (service) yield { kind: 'Service', node: service };
    }
}

/** All names that objects of the tree have, as written, generated, or given by a kustomization; by kind. */
function namesOf(project: Project): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  const add = (kind: string, name: string) => known.set(kind, (known.get(kind) ?? new Set()).add(name));
  for (const { kind, name } of project.objects()) if (name !== undefined) add(kind, name);
  for (const file of project.files.values())
    if (file.kustomization && entriesOf(file.kustomization).length > 0)
      for (const { kind, names } of buildOf(project, file).objects) for (const name of names) add(kind, name);
  return known;
}

/** One letter too many or too few, or two that changed places: names that differ in a digit are different names. */
function isTypo(a: string, b: string): boolean {
  if (a.length === b.length) {
    const at = [...a].findIndex((letter, i) => letter !== b[i]);
    return (
      a.length > 3 &&
      a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b &&
      isLetters(a, at)
    );
  }
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.length - short.length !== 1 || short.length < 4) return false;
  const at = [...long].findIndex((letter, i) => letter !== short[i]);
  return long.slice(0, at) + long.slice(at + 1) === short && /[a-z]/.test(long.charAt(at));
}

function isLetters(text: string, at: number): boolean {
  return /^[a-z]{2}$/.test(text.slice(at, at + 2));
}
