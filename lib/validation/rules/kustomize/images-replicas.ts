import { containersOf, nearest, parseImage, podOf } from '@/lib/kubernetes';
import { at, itemsOf, type ScalarNode, scalarOf } from '@/lib/yaml';
import { type Build, buildOf } from '../../engine/builds';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { DEPLOYMENT, KUSTOMIZE_DOCS, kustomization } from './examples';
import { isComponent } from './patch';

const files = { 'deployment.yaml': DEPLOYMENT };
const replicas = (name: string) =>
  `resources:\n  - deployment.yaml\n  - config.yaml\nreplicas:\n  - name: ${name}\n    count: 2\n`;
const SCALED = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];

export const imagesReplicas: Rule = {
  id: 'kustomize-unused-change',
  severity: 'error',
  title: 'The kustomization changes something that is not there',
  why: 'An entry of `replicas` for a workload that is not in the build stops kustomize. An entry of `images` for an image that nobody uses does nothing, without a word.',
  failing: kustomization(replicas('wep'), files),
  passing: kustomization(replicas('web'), files),
  source: [KUSTOMIZE_DOCS],
  *project(project): Generator<Finding & { path: string }> {
    for (const file of project.files.values()) {
      if (!file.kustomization || isComponent(file)) continue;
      const build = buildOf(project, file);
      if (!build.complete) continue;
      for (const finding of check('replicas')) yield { ...finding, path: file.path };
      for (const finding of check('images')) yield { ...finding, path: file.path };

      function* check(field: 'replicas' | 'images'): Generator<Finding> {
        const known = field === 'replicas' ? scaledNames(build) : imageNames(build, project);
        for (const item of itemsOf(at(file.kustomization, field))) {
          const name = scalarOf(at(item, 'name'));
          if (name && typeof name.value === 'string' && !known.has(name.text) && !isPattern(name.text))
            yield finding(field, name, known);
        }
      }
    }
  },
};

/** The name of an image is an expression to kustomize. As api/internal/image/image.go, IsImageMatched. */
function isPattern(name: string): boolean {
  return /[*+?()|[\]^$\\]/.test(name);
}

function finding(field: 'replicas' | 'images', name: ScalarNode, known: Set<string>): Finding {
  const { start, end } = name;
  const meant = nearest(name.text, known);
  const hint = meant === undefined ? '' : ` You probably mean \`${meant}\`.`;
  const fixes =
    meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }];
  return field === 'replicas'
    ? {
        start,
        end,
        fixes,
        message: `This build has no workload \`${name.text}\`, so kustomize stops.${hint}`,
      }
    : {
        start,
        end,
        fixes,
        severity: 'warning',
        message: `No container of this build uses the image \`${name.text}\`, so this entry does nothing.${hint}`,
      };
}

function scaledNames({ objects }: Build): Set<string> {
  return new Set(objects.filter(({ kind }) => SCALED.includes(kind)).flatMap(({ names }) => names));
}

/** The names of all images, as written; custom resources may hold images elsewhere, so a build with any knows them all. */
function imageNames({ objects }: Build, project: Project): Set<string> {
  const names = renamedImages(project);
  for (const { object } of objects) {
    if (!object) continue;
    const pod = podOf(object);
    if (
      !pod &&
      !/^(v1|apps\/|batch\/|networking\.k8s\.io\/|rbac\.|autoscaling\/|policy\/|storage\.)/.test(
        object.apiVersion,
      )
    )
      return new AnyName();
    for (const { node } of pod ? containersOf(pod) : []) {
      const image = scalarOf(at(node, 'image'));
      const name = image && parseImage(image.text)?.name;
      if (name !== undefined) names.add(name);
      if (image && name === undefined) return new AnyName();
    }
  }
  return names;
}

/** Names that kustomizations give to images, and those that patches bring. */
function renamedImages(project: Project): Set<string> {
  const names = new Set<string>();
  for (const { kustomization } of project.files.values()) {
    for (const item of itemsOf(at(kustomization, 'images'))) {
      const name = scalarOf(at(item, 'newName'));
      if (name) names.add(name.text);
    }
    if (
      itemsOf(at(kustomization, 'patches')).some((item) =>
        /image/.test(scalarOf(at(item, 'patch'))?.text ?? 'image'),
      )
    )
      return new AnyName();
  }
  return names;
}

class AnyName extends Set<string> {
  override has(): boolean {
    return true;
  }
}
