import { nearest } from '@/lib/kubernetes';
import { folderOf, hasFolder, type Tree } from '@/lib/tree';
import { at, itemsOf, type ScalarNode, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { applicationFolders, sourcesOf, withoutSlashes } from '../../engine/applications';
import { isYamlPath, type SourceObject } from '../../engine/file';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';
import { CONFIG, HEAD } from '../kustomize/examples';

const application = (path: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  project: default\n  source:\n    repoURL: https://git.example.com/shop.git\n    path: ${path}\n  destination:\n    server: https://kubernetes.default.svc\n    namespace: web\n`;
const repository = {
  'shop/overlays/dev/kustomization.yaml': `${HEAD}resources:\n  - config.yaml\n`,
  'shop/overlays/dev/config.yaml': CONFIG,
};

export const applicationPath: Rule = {
  id: 'argocd-application-path',
  severity: 'error',
  title: 'The Application points at a path that is not there',
  why: 'Argo CD builds what lies at `source.path` of the repository. When the path does not exist, or holds nothing to build, the Application shows a ComparisonError and nothing is deployed.',
  failing: { files: { 'app.yaml': application('overlays/prod'), ...repository }, path: 'app.yaml' },
  passing: { files: { 'app.yaml': application('overlays/dev'), ...repository }, path: 'app.yaml' },
  source: [
    {
      title: 'Argo CD, util/app/path/path.go',
      url: 'https://github.com/argoproj/argo-cd/blob/master/util/app/path/path.go',
    },
  ],
  *project(project): Generator<Finding & { path: string }> {
    for (const object of project.ofKind('Application')) {
      for (const source of sourcesOf(object.root)) {
        const path = scalarOf(at(source, 'path'));
        if (!path || typeof path.value !== 'string') continue;
        const recursive = scalarOf(at(source, 'directory', 'recurse'))?.value === true;
        const repoURL = stringOf(at(source, 'repoURL')) ?? '';
        const finding = check(project, path, repoURL, recursive);
        if (finding) yield { ...finding, path: object.file.path };
      }
    }
    for (const object of project.ofKind('ApplicationSet'))
      for (const finding of checkSet(project, object)) yield { ...finding, path: object.file.path };
  },
};

/** The paths that the elements of list generators make of a template's. */
function* checkSet(project: Project, { root }: SourceObject): Generator<Finding> {
  const template = at(root, 'spec', 'template');
  const elements = itemsOf(at(root, 'spec', 'generators')).flatMap((generator) =>
    at(generator, 'list', 'template') ? [] : itemsOf(at(generator, 'list', 'elements')),
  );
  for (const source of template ? sourcesOf(template) : []) {
    const path = scalarOf(at(source, 'path'));
    const repoURL = stringOf(at(source, 'repoURL')) ?? '';
    const recursive = scalarOf(at(source, 'directory', 'recurse'))?.value === true;
    for (const element of path && !repoURL.includes('{{') ? elements : []) {
      const made = path && filledIn(path, element);
      const finding = made && check(project, made, repoURL, recursive);
      if (finding) yield { ...finding, fixes: [] };
    }
  }
}

/** A template's text with the values of an element, at the place of the last value; undefined where others are asked for. */
function filledIn(template: ScalarNode, element: YamlNode): ScalarNode | undefined {
  let place = template;
  let known = true;
  const text = template.text.replace(/\{\{-?\s*\.?([\w-]+)\s*-?\}\}/g, (_, key: string) => {
    const value = scalarOf(at(element, key));
    known &&= typeof value?.value === 'string';
    place = value ?? place;
    return value?.text ?? '';
  });
  if (!known || place === template || text.includes('{{')) return undefined;
  return { ...place, text };
}

function check(project: Project, path: ScalarNode, repoURL: string, recursive: boolean): Finding | undefined {
  const { tree } = project;
  const { start, end, text } = path;
  if (text.startsWith('/'))
    return {
      start,
      end,
      message: `\`${text}\` is absolute, and Argo CD refuses that: the path is relative to the repository. Remove the slash at its start.`,
      fixes: [{ title: 'Remove the slash', edits: [{ start, end, text: text.replace(/^\/+/, '') }] }],
    };
  const clean = withoutSlashes(text.replace(/^(?:\.\/)+/, ''));
  if (clean === '' || clean === '.') return undefined;
  const repository = nameOfRepository(repoURL);
  if (repository !== '' && clean.startsWith(`${repository}/`) && !hasFolder(tree, `${repository}/${clean}`)) {
    const inside = clean.slice(repository.length + 1);
    // Beside other folders it may well be one of them, in a repository of the same name.
    if (
      hasFolder(tree, clean) &&
      [...tree.keys()].every((file) => !file.includes('/') || file.startsWith(`${repository}/`))
    )
      return {
        start,
        end,
        message: `\`${repository}\` is the repository itself, and the path starts inside it, so Argo CD reports "app path does not exist". Write \`${inside}\`.`,
        fixes: [{ title: `Change to ${inside}`, edits: [{ start, end, text: inside }] }],
      };
  }
  const folders = applicationFolders(tree, clean);
  if (folders.length === 0) return missing(project, path, clean, repoURL);
  if (folders.some((folder) => holdsSomething(tree, folder, recursive))) return undefined;
  const below = folders.some((folder) => holdsSomething(tree, folder, true));
  return {
    start,
    end,
    message: `The folder \`${clean}\` holds no file that Argo CD builds. Add a kustomization.yaml or manifests to it${below ? ', or let Argo CD look into its folders with `directory.recurse: true`' : ''}.`,
  };
}

function holdsSomething(tree: Tree, folder: string, recursive: boolean): boolean {
  for (const path of tree.keys())
    if (
      (recursive ? path.startsWith(`${folder}/`) : folderOf(path) === folder) &&
      (isYamlPath(path) || /\.(json|jsonnet|libsonnet)$/.test(path))
    )
      return true;
  return false;
}

/** The last word of a repository's address, as its folder is called after `git clone`. */
function nameOfRepository(repoURL: string): string {
  return withoutSlashes(repoURL)
    .replace(/\.git$/, '')
    .replace(/^.*[/:]/, '');
}

const memory = new WeakMap<Project, Set<string>>();

/** The repositories of which the tree holds a folder that an Application takes from them. */
function repositoriesShown(project: Project): Set<string> {
  const known = memory.get(project);
  if (known) return known;
  const shown = new Set<string>();
  memory.set(project, shown);
  for (const { root } of project.ofKind('Application'))
    for (const source of sourcesOf(root)) {
      const repoURL = stringOf(at(source, 'repoURL'));
      if (repoURL === undefined || shown.has(repositoryOf(repoURL))) continue;
      if (applicationFolders(project.tree, stringOf(at(source, 'path')) ?? '').length > 0)
        shown.add(repositoryOf(repoURL));
    }
  return shown;
}

/** What tells a repository apart, however it is reached: `git@github.com:shop/web.git` is `https://github.com/shop/web`. */
function repositoryOf(repoURL: string): string {
  return withoutSlashes(repoURL.toLowerCase())
    .replace(/\.git$/, '')
    .replace(/^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?/, '')
    .replace(':', '/');
}

/** Only a repository that the tree shows can be known to lack a path. */
function missing(project: Project, path: ScalarNode, clean: string, repoURL: string): Finding | undefined {
  const { tree, files } = project;
  const repository = nameOfRepository(repoURL);
  const first = clean.split('/')[0] ?? '';
  const candidates = [...files.values()]
    .filter(({ kustomization }) => kustomization)
    .map((file) => folderOf(file.path));
  const roots = candidates.map((folder) =>
    folder.startsWith(`${repository}/`) ? folder.slice(repository.length + 1) : folder,
  );
  const tails = roots.map((folder) => folder.slice(Math.max(0, folder.indexOf(`${first}/`))));
  const meant = nearest(clean, tails);
  const others = repositoriesShown(project);
  const shown =
    meant !== undefined ||
    (repository !== '' && hasFolder(tree, repository)) ||
    others.has(repositoryOf(repoURL)) ||
    // Where the tree is known to be another repository, a folder of the same name says nothing.
    (others.size === 0 && applicationFolders(tree, first).length > 0);
  if (!shown) return undefined;
  const { start, end, text } = path;
  return {
    start,
    end,
    message: `The repository has no folder \`${text}\`, so Argo CD reports "app path does not exist".${meant === undefined ? ' Look at the path.' : ` You probably mean \`${meant}\`.`}`,
    fixes: meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
  };
}
