import { containersOf, podOf } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf, stringOf } from '@/lib/yaml';
import type { SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { hookTypes } from './annotations';
import { annotated, SYNC_DOCS } from './examples';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n';
const job = (hook: string) =>
  `${annotated(`argocd.argoproj.io/hook: ${hook}`)}          envFrom:\n            - configMapRef:\n                name: settings\n`;

export const hookNeedsLater: Rule = {
  id: 'argocd-hook-needs-later',
  severity: 'error',
  title: 'A PreSync hook needs something that comes with the Sync phase',
  why: 'PreSync hooks run before anything of the application is applied. What they need and the application brings is not there yet on the first sync, and on later ones it is the old version; a generated ConfigMap has a new name each time.',
  failing: { files: { 'job.yaml': job('PreSync'), 'config.yaml': config }, path: 'job.yaml' },
  passing: { files: { 'job.yaml': job('PostSync'), 'config.yaml': config }, path: 'job.yaml' },
  source: [
    SYNC_DOCS,
    { title: 'Argo CD issue 9891', url: 'https://github.com/argoproj/argo-cd/issues/9891' },
  ],
  *project(project): Generator<Finding & { path: string }> {
    const later = comingWithSync(project);
    for (const object of project.objects()) {
      const types = hookTypes(object);
      if (types.length === 0 || !types.every((type) => type === 'PreSync')) continue;
      for (const { kind, node } of needs(object)) {
        if (!later.has(`${kind}/${node.text}`)) continue;
        yield {
          path: object.file.path,
          start: node.start,
          end: node.end,
          message: `This PreSync hook needs the ${kind} \`${node.text}\`, which comes later, with the Sync phase: on the first sync it is not there, and the sync waits for the hook without end. Make the ${kind} a PreSync hook of a lower wave, or this one a \`Sync\` hook.`,
        };
      }
    }
  },
};

/** What the application brings in its Sync phase: plain objects, and what kustomizations generate. */
function comingWithSync(project: Project): Set<string> {
  const later = new Set<string>();
  const early = new Set<string>();
  for (const object of project.objects()) {
    const types = hookTypes(object);
    (types.includes('PreSync') ? early : later).add(`${object.kind}/${object.name ?? ''}`);
  }
  for (const file of project.files.values())
    for (const [field, kind] of [
      ['configMapGenerator', 'ConfigMap'],
      ['secretGenerator', 'Secret'],
    ] as const)
      for (const item of itemsOf(at(file.kustomization, field)))
        later.add(`${kind}/${stringOf(at(item, 'name')) ?? ''}`);
  for (const key of early) later.delete(key);
  return later;
}

/** The ConfigMaps, Secrets, ServiceAccounts and claims that an object's Pod cannot start without. */
function* needs(object: SourceObject): Generator<{ kind: string; node: ScalarNode }> {
  const pod = podOf(object);
  if (!pod) return;
  const need = function* (kind: string, node: ScalarNode | undefined, holder?: Parameters<typeof at>[0]) {
    if (node && typeof node.value === 'string' && scalarOf(at(holder, 'optional'))?.value !== true)
      yield { kind, node };
  };
  yield* need('ServiceAccount', scalarOf(at(pod.spec, 'serviceAccountName')));
  for (const volume of itemsOf(at(pod.spec, 'volumes'))) {
    yield* need('ConfigMap', scalarOf(at(volume, 'configMap', 'name')), at(volume, 'configMap'));
    yield* need('Secret', scalarOf(at(volume, 'secret', 'secretName')), at(volume, 'secret'));
    yield* need('PersistentVolumeClaim', scalarOf(at(volume, 'persistentVolumeClaim', 'claimName')));
  }
  for (const { node } of containersOf(pod)) {
    for (const source of itemsOf(at(node, 'envFrom'))) {
      yield* need('ConfigMap', scalarOf(at(source, 'configMapRef', 'name')), at(source, 'configMapRef'));
      yield* need('Secret', scalarOf(at(source, 'secretRef', 'name')), at(source, 'secretRef'));
    }
    for (const env of itemsOf(at(node, 'env'))) {
      const from = at(env, 'valueFrom');
      yield* need('ConfigMap', scalarOf(at(from, 'configMapKeyRef', 'name')), at(from, 'configMapKeyRef'));
      yield* need('Secret', scalarOf(at(from, 'secretKeyRef', 'name')), at(from, 'secretKeyRef'));
    }
  }
}
