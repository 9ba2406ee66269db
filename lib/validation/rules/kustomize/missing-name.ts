import { typeOfKind } from '@/lib/kubernetes';
import { at, entryOf, isMissing, type Span, scalarOf, stringOf } from '@/lib/yaml';
import { addEntries } from '../../engine/edits';
import type { SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import type { Finding, FindingFix, Rule } from '../../engine/rule';
import { annotationOf, HOOK } from '../argocd/annotations';

const kustomization =
  'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - job.yaml\n';
const job = (metadata: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  ${metadata}\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: test\n          image: alpine:3.20\n          command: [test, -f, /etc/hosts]\n`;

export const missingName: Rule = {
  id: 'missing-name',
  severity: 'error',
  title: 'The object has no name',
  why: 'Kustomize tells objects apart by their name, so it refuses one that has only `generateName`, and Argo CD then shows a ComparisonError and syncs nothing. `generateName` works for hooks in plain folders and Helm charts, and only there: `kubectl apply` refuses it.',
  failing: {
    files: { 'kustomization.yaml': kustomization, 'job.yaml': job('generateName: smoke-test-') },
    path: 'job.yaml',
  },
  passing: {
    files: { 'kustomization.yaml': kustomization, 'job.yaml': job('name: smoke-test') },
    path: 'job.yaml',
  },
  source: [
    { title: 'kustomize issue 641', url: 'https://github.com/kubernetes-sigs/kustomize/issues/641' },
    {
      title: 'kustomize, kyaml/yaml/rnode.go, GetValidatedMetadata',
      url: 'https://github.com/kubernetes-sigs/kustomize/blob/master/kyaml/yaml/rnode.go',
    },
  ],
  *project(project): Generator<Finding & { path: string }> {
    const listed = listedFiles(project);
    for (const object of project.objects())
      for (const finding of check(object, listed.get(object.file.path)))
        yield { ...finding, path: object.file.path };
  },
};

function listedFiles(project: Project): Map<string, string> {
  const listed = new Map<string, string>();
  for (const { field, target, from } of project.references)
    if (target !== undefined && (field === 'resources' || field === 'bases')) listed.set(target, from.path);
  return listed;
}

function* check(object: SourceObject, listedIn: string | undefined): Generator<Finding> {
  if (object.name !== undefined || object.file.kustomization || isKustomizeKind(object)) return;
  const name = entryOf(at(object.root, 'metadata'), 'name');
  // A name or metadata of the wrong type is the schema's business.
  const around = at(object.root, 'metadata');
  if (around && around.kind !== 'map' && !isMissing(around)) return;
  if (name && !isMissing(name.value) && stringOf(name.value) !== '') return;
  const generated = entryOf(at(object.root, 'metadata'), 'generateName');
  const prefix = stringOf(generated?.value);
  if (prefix && generated) {
    const span: Span = { start: generated.key.start, end: generated.value.end };
    if (listedIn === undefined) {
      if (isApplied(object))
        yield {
          ...span,
          message: `Only hooks may have a \`generateName\`: whatever else Argo CD or \`kubectl apply\` applies needs a fixed \`name\`, by which it is found again. Give this ${object.kind} one.`,
        };
      return;
    }
    const fixed = prefix.replace(/-+$/, '');
    const edits = name ? [] : [{ ...span, text: `name: ${fixed}` }];
    const hook = annotationOf(object, HOOK)
      ? ' Hooks get a fresh start from `BeforeHookCreation` instead.'
      : '';
    yield {
      ...span,
      message: `\`${listedIn}\` lists this file, and kustomize builds nothing that has only \`generateName\`: it stops with "missing metadata.name". Give it a fixed \`name\`.${hook}`,
      fixes: edits.length ? [{ title: `Name it ${fixed}`, edits }] : [],
    };
    return;
  }
  // A configuration of some tool has kind and version as well, and neither metadata nor a name: kubeconfig, kind, kubeadm.
  if (object.file.unsure || (!around && listedIn === undefined && !isKubernetes(object))) return;
  const kind = scalarOf(at(object.root, 'kind'));
  const metadata = entryOf(object.root, 'metadata');
  const place = name?.key ?? metadata?.key ?? kind ?? object.root;
  yield {
    start: place.start,
    end: place.end,
    message: `This ${object.kind} has no \`metadata.name\`, so neither kustomize nor the cluster accepts it. Give it a name.`,
    fixes: nameFix(object),
  };
}

function nameFix(object: SourceObject): FindingFix[] {
  const metadata = entryOf(object.root, 'metadata')?.value;
  if (metadata?.kind !== 'map' || entryOf(metadata, 'name')) return [];
  const guess = stringOf(at(metadata, 'labels', 'app')) ?? object.kind.toLowerCase();
  if (!/^[a-z0-9-]+$/.test(guess)) return [];
  const edits = addEntries(object.file, metadata, [`name: ${guess}`]);
  return edits.length ? [{ title: `Name it ${guess}`, edits }] : [];
}

/** What is applied, and not created by a hook or by hand as the objects of other projects are. */
function isApplied(object: SourceObject): boolean {
  return !annotationOf(object, HOOK) && !annotationOf(object, 'helm.sh/hook') && isKubernetes(object);
}

function isKubernetes({ apiVersion, kind }: SourceObject): boolean {
  return typeOfKind(apiVersion, kind) !== undefined;
}

function isKustomizeKind({ apiVersion }: SourceObject): boolean {
  return apiVersion.startsWith('kustomize.config.k8s.io/') || apiVersion === 'builtin';
}
