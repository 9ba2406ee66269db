import { at, itemsOf, stringOf } from '@/lib/yaml';
import { deployedTogether } from '../../engine/deployments';
import { needs } from '../../engine/needs';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { HOOK, hookTypes } from './annotations';
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
  keys: [HOOK],
  *project(project): Generator<Finding & { path: string }> {
    const later = comingWithSync(project);
    for (const object of project.objects()) {
      const types = hookTypes(object);
      if (!types.includes('PreSync')) continue;
      for (const { kind, node } of needs(object)) {
        const from = later.get(`${kind}/${node.text}`) ?? [];
        if (!from.some((path) => deployedTogether(project, object.file.path, path))) continue;
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

/** What applications bring in their Sync phase, plain objects and what kustomizations generate, and the files of each. */
function comingWithSync(project: Project): Map<string, string[]> {
  const later = new Map<string, string[]>();
  const early = new Set<string>();
  const add = (id: string, path: string) => later.set(id, [...(later.get(id) ?? []), path]);
  for (const object of project.objects()) {
    const id = `${object.kind}/${object.name ?? ''}`;
    if (hookTypes(object).includes('PreSync')) early.add(id);
    else add(id, object.file.path);
  }
  for (const file of project.files.values())
    for (const [field, kind] of [
      ['configMapGenerator', 'ConfigMap'],
      ['secretGenerator', 'Secret'],
    ] as const)
      for (const item of itemsOf(at(file.kustomization, field)))
        add(`${kind}/${stringOf(at(item, 'name')) ?? ''}`, file.path);
  for (const key of early) later.delete(key);
  return later;
}
