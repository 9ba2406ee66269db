import { isClusterScoped, nearest } from '@/lib/kubernetes';
import { folderOf, resolvePath } from '@/lib/tree';
import {
  at,
  entryOf,
  isMissing,
  itemsOf,
  type MapNode,
  parseYaml,
  scalarOf,
  stringOf,
  type YamlNode,
} from '@/lib/yaml';
import { type Built, buildOf } from '../../engine/builds';
import type { SourceFile } from '../../engine/file';
import { matchTarget } from '../../engine/patch-targets';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { DEPLOYMENT, KUSTOMIZE_DOCS, kustomization } from './examples';

const files = { 'deployment.yaml': DEPLOYMENT };
const patch = (name: string) =>
  `resources:\n  - deployment.yaml\n  - config.yaml\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata:\n        name: ${name}\n      spec:\n        replicas: 2\n`;

export const patchTarget: Rule = {
  id: 'kustomize-patch-target',
  severity: 'error',
  title: 'The patch has nothing to change',
  why: 'A patch without target names its object by kind and name; when there is no such object, kustomize stops. A patch whose target matches nothing does nothing, without a word. A JSON patch always needs a target.',
  failing: kustomization(patch('wep'), files),
  passing: kustomization(patch('web'), files),
  source: [
    KUSTOMIZE_DOCS,
    {
      title: 'kustomize, api/types/patch.go',
      url: 'https://github.com/kubernetes-sigs/kustomize/blob/master/api/types/patch.go',
    },
  ],
  *project(project): Generator<Finding & { path: string }> {
    for (const file of project.files.values())
      for (const field of isComponent(file) ? [] : ['patches', 'patchesJson6902'])
        for (const item of itemsOf(at(file.kustomization, field)))
          if (item.kind === 'map')
            for (const finding of check(project, file, item)) yield { ...finding, path: file.path };
  },
};

/** A Component patches what its includers have built, which it does not say. */
export function isComponent(file: SourceFile): boolean {
  return stringOf(at(file.kustomization, 'kind')) === 'Component';
}

function* check(project: Project, file: SourceFile, item: MapNode): Generator<Finding> {
  const span = { start: item.entries[0]?.key.start ?? item.start, end: item.entries[0]?.key.end ?? item.end };
  const inline = stringOf(at(item, 'patch'));
  const path = stringOf(at(item, 'path'));
  const target = at(item, 'target');
  if (inline === undefined && path === undefined) {
    yield {
      ...span,
      message: 'This patch has neither `path` nor `patch`, so kustomize stops. Add one of them.',
    };
    return;
  }
  if (inline !== undefined && path !== undefined) {
    yield {
      ...span,
      message: 'This patch has both `path` and `patch`, so kustomize stops. Keep one of them.',
    };
    return;
  }
  const roots = patchRoots(project, file, inline, path);
  const text = roots.find((root) => root.kind === 'scalar' && root.value !== null);
  if (text && inline !== undefined) {
    yield {
      ...span,
      message:
        'This patch is plain text, neither a piece of an object nor a list of operations, so kustomize stops.',
    };
    return;
  }
  // As kustomize api/internal/builtins/PatchTransformer.go: a patch that is no list of operations is a piece of an object.
  const nameless = roots.find(
    (root) => root.kind === 'map' && (!stringOf(at(root, 'kind')) || !stringOf(at(root, 'metadata', 'name'))),
  );
  if (nameless) {
    const lacking = stringOf(at(nameless, 'kind')) ? '`metadata.name`' : '`kind`';
    yield {
      ...span,
      message: `This patch has no ${lacking}, so kustomize takes it neither for a piece of an object nor for a list of operations, and stops. Give it \`apiVersion\`, \`kind\` and \`metadata.name\`, also where a \`target\` says which objects it is for.`,
    };
    return;
  }
  if (isMissing(target)) {
    const list = roots.find((root) => root.kind === 'seq');
    if (roots.length === 0 && isEmptyPatch(project, file, inline, path))
      yield {
        ...span,
        message: 'This patch is empty, so kustomize stops. Write what it changes, or remove it.',
      };
    else if (list)
      yield {
        ...span,
        message:
          'A JSON patch does not say what it changes, so it needs a `target`. Add one with `kind` and `name`.',
      };
    else for (const root of roots) yield* unmatched(project, file, root, span);
  } else if (target) yield* untargeted(project, file, target, entryOf(item, 'target')?.key ?? target);
}

function patchRoots(
  project: Project,
  file: SourceFile,
  inline: string | undefined,
  path: string | undefined,
): YamlNode[] {
  const target = path === undefined ? undefined : resolvePath(folderOf(file.path), path);
  const yaml =
    inline !== undefined
      ? parseYaml(inline)
      : target === undefined
        ? undefined
        : project.files.get(target)?.yaml;
  if (!yaml || yaml.torn) return [];
  return yaml.documents.flatMap(({ root }) => root ?? []);
}

function isEmptyPatch(
  project: Project,
  file: SourceFile,
  inline: string | undefined,
  path: string | undefined,
): boolean {
  const where = path === undefined ? undefined : resolvePath(folderOf(file.path), path);
  const yaml = where === undefined ? undefined : project.files.get(where)?.yaml;
  return inline !== undefined ? parseYaml(inline).problems.length === 0 : yaml?.problems.length === 0;
}

/** A strategic merge patch whose object the build does not have. */
function* unmatched(
  project: Project,
  file: SourceFile,
  root: YamlNode,
  span: { start: number; end: number },
): Generator<Finding> {
  const kind = stringOf(at(root, 'kind'));
  const name = stringOf(at(root, 'metadata', 'name'));
  const namespace = stringOf(at(root, 'metadata', 'namespace')) || 'default';
  const build = buildOf(project, file);
  if (kind === undefined || name === undefined || !build.complete) return;
  const named = build.patched.filter((built) => built.kind === kind && built.names.includes(name));
  const [other] = named;
  // What lives in no namespace is the same object whichever one a text says. As kyaml resid.go, EffectiveNamespace.
  if (other && isClusterScoped(kind)) return;
  if (named.some(({ ids }) => ids.some((id) => id.name === name && id.namespace === namespace))) return;
  if (other) {
    const theirs = other.ids.map((id) => `\`${id.namespace}\``).join(' or ');
    yield {
      ...span,
      message: `The ${kind} \`${name}\` of this build is in namespace ${theirs}, and the patch looks for it in \`${namespace}\`. kustomize stops with "no matches for Id". A patch sees objects before this file's \`namespace\` is given: write the namespace that stands in the object, or none where it has none.`,
    };
    return;
  }
  yield {
    ...span,
    message: `${noSuch(build.patched, kind, name)} kustomize stops with "no matches for Id". Name an object that is there.`,
  };
}

function noSuch(objects: readonly Built[], kind: string, name: string): string {
  const names = objects.filter((built) => built.kind === kind).flatMap((built) => built.names);
  const meant = nearest(name, names);
  const hint =
    meant === undefined
      ? names.length
        ? ` There is \`${names[0]}\`.`
        : ''
      : ` You probably mean \`${meant}\`.`;
  return `This build has no ${kind} \`${name}\` to patch.${hint}`;
}

/** A target that matches nothing. As kustomize api/types/selector.go: kind, name and namespace are anchored expressions. */
function* untargeted(
  project: Project,
  file: SourceFile,
  target: YamlNode,
  place: YamlNode,
): Generator<Finding> {
  const build = buildOf(project, file);
  if (
    target.kind !== 'map' ||
    !build.complete ||
    entryOf(target, 'labelSelector') ||
    entryOf(target, 'annotationSelector')
  )
    return;
  if (matchTarget(build.patched, target).length > 0) return;
  const kind = stringOf(at(target, 'kind'));
  const name = scalarOf(at(target, 'name'))?.text;
  const hint = kind === undefined || name === undefined ? '' : ` ${noSuch(build.patched, kind, name)}`;
  yield {
    start: place.start,
    end: place.end,
    message: `No object of this build matches the target, so the patch does nothing, and nothing says so.${hint}`,
  };
}
