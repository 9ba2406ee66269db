import { podOf } from '@/lib/kubernetes';
import { at, stringOf } from '@/lib/yaml';
import { type Built, buildOf } from '../../engine/builds';
import { type MergePatch, mergePatches } from '../../engine/listed-patches';
import { matchTarget } from '../../engine/patch-targets';
import { patchesOn } from '../../engine/patches';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { DEPLOYMENT, KUSTOMIZE_DOCS, kustomization } from './examples';
import { directives, merged } from './merging';
import { isComponent } from './patch';

const files = { 'deployment.yaml': DEPLOYMENT };
const patch = (name: string) =>
  `resources:\n  - deployment.yaml\n  - config.yaml\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata:\n        name: web\n      spec:\n        template:\n          spec:\n            containers:\n              - name: ${name}\n                tty: true\n`;

export const patchMerge: Rule = {
  id: 'kustomize-patch-merge',
  severity: 'error',
  title: 'Merging the patch makes an object that is refused',
  why: 'A patch is merged into its object: what the patch does not name stays as it was, and an entry of a list that has no namesake is added. A container of another name comes without an image, and a field that should take the place of another one stands beside it.',
  failing: kustomization(patch('wep'), files),
  passing: kustomization(patch('web'), files),
  source: [
    KUSTOMIZE_DOCS,
    {
      title: 'kustomize, kyaml/yaml/merge2',
      url: 'https://github.com/kubernetes-sigs/kustomize/tree/master/kyaml/yaml/merge2',
    },
  ],
  keys: ['patches', 'patchesStrategicMerge'],
  *project(project): Generator<Finding & { path: string }> {
    for (const file of project.files.values())
      for (const one of file.kustomization ? mergePatches(project, file) : [])
        for (const finding of check(project, one))
          yield { ...finding, ...one.place(finding), path: one.path };
  },
};

function* check(project: Project, patch: MergePatch): Generator<Finding> {
  yield* directives(patch.root);
  if (isComponent(patch.listedIn)) return;
  const { patched, complete } = buildOf(project, patch.listedIn);
  if (!complete) return;
  for (const { object } of targetsOf(patch, patched)) {
    if (!object || !podOf(object) || object.file.unsure) continue;
    const others = patchesOn(project, object).filter((text) => text !== patch.text);
    const found = [...merged(patch.root, object, others)];
    yield* found;
    // What is wrong for one object need not be said again for the next.
    if (found.length > 0) return;
  }
}

function targetsOf({ target, root }: MergePatch, patched: readonly Built[]): readonly Built[] {
  if (target) return matchTarget(patched, target);
  const kind = stringOf(at(root, 'kind'));
  const name = stringOf(at(root, 'metadata', 'name')) ?? '';
  return patched.filter((built) => built.kind === kind && built.names.includes(name));
}
