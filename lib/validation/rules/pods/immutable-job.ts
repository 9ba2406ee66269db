import { containersOf, parseImage, podOf } from '@/lib/kubernetes';
import { at, entryOf, itemsOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import { type Built, buildOf } from '../../engine/builds';
import type { SourceFile, SourceObject } from '../../engine/file';
import { needs } from '../../engine/needs';
import { patchMentions } from '../../engine/patches';
import type { Finding, Rule } from '../../engine/rule';
import { annotationOf, HOOK, SYNC_OPTIONS } from '../argocd/annotations';
import { annotated } from '../argocd/examples';

const kustomization = 'resources:\n  - job.yaml\nimages:\n  - name: alpine\n    newTag: "3.21"\n';
const files = (annotation: string) => ({
  'kustomization.yaml': kustomization,
  'job.yaml': annotated(annotation),
});

/** What makes Argo CD delete a Job and create it anew, wherever it is written. */
const MADE_ANEW = /\/hook|sync-options|ttlSecondsAfterFinished/;

export const immutableJob: Rule = {
  id: 'job-immutable',
  severity: 'warning',
  title: 'The kustomization changes a Job that cannot change',
  why: 'The template of a Job is immutable. A Job that is a plain resource is applied over the one of the last sync, so as soon as its image or the name of its ConfigMap changes, the sync fails with "field is immutable". A hook with `BeforeHookCreation` is deleted and made anew instead.',
  failing: { files: files('team: web'), path: 'job.yaml' },
  passing: { files: files('argocd.argoproj.io/hook: Sync'), path: 'job.yaml' },
  source: [
    {
      title: 'Kubernetes, Jobs, mutability of a Job’s template',
      url: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
    },
    { title: 'Argo CD issue 7430', url: 'https://github.com/argoproj/argo-cd/issues/7430' },
  ],
  *project(project): Generator<Finding & { path: string }> {
    for (const file of project.files.values()) {
      if (!file.kustomization || /commonAnnotations/.test(file.yaml.text)) continue;
      const build = buildOf(project, file);
      for (const { object } of build.objects)
        if (object && isPlainJob(object) && !patchMentions(project, object, MADE_ANEW))
          for (const { node, why } of [...images(file, object), ...generated(build.objects, file, object)])
            yield {
              path: object.file.path,
              start: node.start,
              end: node.end,
              message: `${why}, and the template of a Job cannot change: the next sync fails with "field is immutable". Make the Job a hook with \`BeforeHookCreation\`, or give it the sync option \`Force=true,Replace=true\`.`,
            };
    }
  },
};

function isPlainJob(object: SourceObject): boolean {
  if (object.kind !== 'Job' || object.name === undefined) return false;
  // Helm's hooks are Argo CD's as well.
  if (annotationOf(object, HOOK) || annotationOf(object, 'helm.sh/hook')) return false;
  const options = scalarOf(annotationOf(object, SYNC_OPTIONS)?.value)?.text ?? '';
  return !/\b(?:Force|Replace)=true\b/.test(options) && !at(object.root, 'spec', 'ttlSecondsAfterFinished');
}

function* images(file: SourceFile, object: SourceObject): Generator<{ node: ScalarNode; why: string }> {
  const pod = podOf(object);
  for (const item of itemsOf(at(file.kustomization, 'images'))) {
    const name = scalarOf(at(item, 'name'))?.text;
    if (!['newTag', 'newName', 'digest'].some((field) => entryOf(item, field))) continue;
    for (const container of pod ? containersOf(pod) : []) {
      const node = scalarOf(at(container.node, 'image'));
      if (node && parseImage(node.text)?.name === name)
        yield { node, why: `\`${file.path}\` sets the version of this image` };
    }
  }
}

function* generated(
  objects: readonly Built[],
  file: SourceFile,
  object: SourceObject,
): Generator<{ node: ScalarNode; why: string }> {
  for (const { kind, node } of needs(object)) {
    const made = objects.find(
      (built) => built.kind === kind && built.name === node.text && built.madeBy === file.path,
    );
    if (made && !withoutHash(file, node.text))
      yield {
        node,
        why: `\`${file.path}\` generates this ${kind} under a new name whenever its content changes`,
      };
  }
}

function withoutHash({ kustomization }: SourceFile, name: string): boolean {
  const holders = ['configMapGenerator', 'secretGenerator'].flatMap((field) =>
    itemsOf(at(kustomization, field)).filter((item) => scalarOf(at(item, 'name'))?.text === name),
  );
  return [at(kustomization, 'generatorOptions'), ...holders.map((item) => at(item, 'options'))].some(
    (options) => scalarOf(at(options, 'disableNameSuffixHash'))?.value === true,
  );
}
