import { isClusterScoped, nearest, typeOfKind } from '@/lib/kubernetes';
import { nameOf } from '@/lib/tree';
import { at, isMissing, itemsOf, type ScalarNode, scalarOf, stringOf, type YamlNode } from '@/lib/yaml';
import { applicationFolders, withoutSlashes } from '../../engine/applications';
import { type Built, buildOf } from '../../engine/builds';
import type { SourceObject } from '../../engine/file';
import { matchesStars } from '../../engine/patch-targets';
import type { Project } from '../../engine/project';
import type { Finding, Rule } from '../../engine/rule';

const application = (namespace: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: web\nspec:\n  project: shop\n  source:\n    repoURL: https://git.example.com/web.git\n    path: overlays/dev\n  destination:\n    server: https://kubernetes.default.svc\n    namespace: ${namespace}\n`;
const PROJECT =
  'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata:\n  name: shop\nspec:\n  sourceRepos:\n    - https://git.example.com/*\n  destinations:\n    - server: https://kubernetes.default.svc\n      namespace: shop-*\n';
const files = (namespace: string) => ({ 'project.yaml': PROJECT, 'app.yaml': application(namespace) });

export const projectPermits: Rule = {
  id: 'argocd-project-permits',
  severity: 'error',
  title: 'The Application’s project does not allow this',
  why: 'An AppProject says from which repositories and to which clusters and namespaces its Applications may deploy, and which kinds. Anything else ends in an InvalidSpecError, or in a sync that fails with "is not permitted in project".',
  failing: { files: files('web'), path: 'app.yaml' },
  passing: { files: files('shop-web'), path: 'app.yaml' },
  source: [
    {
      title: 'Argo CD, projects',
      url: 'https://argo-cd.readthedocs.io/en/stable/user-guide/projects/',
    },
    {
      title: 'Argo CD, util/argo/argo.go, ValidatePermissions',
      url: 'https://github.com/argoproj/argo-cd/blob/master/util/argo/argo.go',
    },
  ],
  keys: ['sourceRepos', 'destinations', 'sourceNamespaces'],
  *project(project): Generator<Finding & { path: string }> {
    const projects = project.ofKind('AppProject').filter(({ name }) => name !== undefined);
    if (projects.length === 0) return;
    for (const object of project.ofKind('Application')) {
      if (object.file.unsure) continue;
      const name = scalarOf(at(object.root, 'spec', 'project'));
      if (!name?.text || name.text === 'default' || /[{$]/.test(name.text)) continue;
      const own = projects.filter((one) => one.name === name.text);
      const [only] = own;
      const found =
        own.length === 0
          ? [missing(name, projects)]
          : own.length === 1 && only && !only.file.unsure && !mayInherit(project, only)
            ? check(project, object, only, name)
            : [];
      for (const finding of found) yield { ...finding, path: object.file.path };
    }
  },
};

/**
 * Whether a project may take more from a global one, which Argo CD's configuration names by labels.
 * As util/argo/argo.go, GetAppVirtualProject.
 */
function mayInherit(project: Project, { root }: SourceObject): boolean {
  const labels = at(root, 'metadata', 'labels');
  return (
    labels?.kind === 'map' &&
    labels.entries.length > 0 &&
    (project.hasKey(['globalProjects']) ||
      project.references.some(({ target }) => target !== undefined && nameOf(target) === 'globalProjects'))
  );
}

function missing(node: ScalarNode, projects: readonly SourceObject[]): Finding {
  const names = projects.flatMap(({ name }) => name ?? []);
  const meant = nearest(node.text, names);
  const { start, end } = node;
  return {
    start,
    end,
    severity: 'warning',
    message: `There is no AppProject \`${node.text}\` in these files. Unless it is in the cluster already, Argo CD reports that it does not exist.${meant === undefined ? '' : ` You probably mean \`${meant}\`.`}`,
    fixes: meant === undefined ? [] : [{ title: `Change to ${meant}`, edits: [{ start, end, text: meant }] }],
  };
}

function* check(
  project: Project,
  application: SourceObject,
  { root, name }: SourceObject,
  place: ScalarNode,
): Generator<Finding> {
  const spec = at(application.root, 'spec');
  const allowed = at(root, 'spec');
  const repos = itemsOf(at(allowed, 'sourceRepos')).flatMap((item) => stringOf(item) ?? []);
  for (const source of [at(spec, 'source'), ...itemsOf(at(spec, 'sources'))]) {
    const url = scalarOf(at(source, 'repoURL'));
    if (url?.text && !/[{$]/.test(url.text) && !permits(repos, normal(url.text), normal))
      yield {
        start: url.start,
        end: url.end,
        message: `The project \`${name}\` does not allow this repository: "application repo ${url.text} is not permitted in project '${name}'". Add it to the project's \`sourceRepos\`.`,
      };
  }
  const destination = at(spec, 'destination');
  const namespace = scalarOf(at(destination, 'namespace'));
  const targets = itemsOf(at(allowed, 'destinations'));
  const here = targets.filter((target) => isCluster(target, destination));
  const node = namespace?.text
    ? namespace
    : (scalarOf(at(destination, 'server')) ?? scalarOf(at(destination, 'name')));
  const fits = namespace?.text
    ? permits(
        here.map((target) => stringOf(at(target, 'namespace')) ?? ''),
        namespace.text,
      )
    : here.length > 0;
  if (node && !/[{$]/.test(node.text) && !fits)
    yield {
      start: node.start,
      end: node.end,
      message: `The project \`${name}\` does not allow this destination: it "does not match any of the allowed destinations in project '${name}'". Add it to the project's \`destinations\`.`,
    };
  const refused = builtBy(project, application).find((built) => !isAllowed(allowed, built));
  if (refused)
    yield {
      start: place.start,
      end: place.end,
      message: `This Application deploys the ${refused.kind} \`${refused.name}\`, which its project does not allow, so the sync fails. Add the kind to the project's \`${isClusterScoped(refused.kind) ? 'clusterResourceWhitelist' : 'namespaceResourceWhitelist'}\`${isClusterScoped(refused.kind) ? '' : ', or take it off the blacklist'}.`,
    };
}

/** `*` matches anything; a pattern with `!` in front takes away. As app_project_types.go, IsSourcePermitted. */
function permits(patterns: readonly string[], text: string, form = (pattern: string) => pattern): boolean {
  const fits = (pattern: string) => matchesStars(form(pattern).split(/\*+/), text);
  // Richer patterns are taken to match.
  const rich = patterns.some((pattern) => /[[{?]/.test(pattern));
  const denied = patterns.some((pattern) => pattern.startsWith('!') && fits(pattern.slice(1)));
  return rich || (!denied && patterns.some((pattern) => !pattern.startsWith('!') && fits(pattern)));
}

/** As util/git, NormalizeGitURL, as far as it matters here. */
function normal(url: string): string {
  return withoutSlashes(url.toLowerCase()).replace(/\.git$/, '');
}

const IN_CLUSTER = 'https://kubernetes.default.svc';

/** Whether an allowed destination may mean the cluster of another; a name and a server may mean the same. */
function isCluster(target: YamlNode, destination: YamlNode | undefined): boolean {
  const [server, name] = [stringOf(at(target, 'server')), stringOf(at(target, 'name'))];
  const wanted =
    stringOf(at(destination, 'server')) ??
    (stringOf(at(destination, 'name')) === 'in-cluster' ? IN_CLUSTER : undefined);
  if (name && (stringOf(at(destination, 'name')) || !server))
    return permits([name], stringOf(at(destination, 'name')) ?? 'in-cluster');
  return !server || wanted === undefined || permits([withoutSlashes(server)], withoutSlashes(wanted));
}

function builtBy(project: Project, application: SourceObject): Built[] {
  const path = stringOf(at(application.root, 'spec', 'source', 'path')) ?? '';
  const [folder, ...more] = applicationFolders(project.tree, path);
  const file = folder === undefined || more.length ? undefined : project.kustomizationOf(folder);
  return file ? buildOf(project, file).objects : [];
}

/** As app_project_types.go, IsGroupKindNamePermitted. */
function isAllowed(allowed: YamlNode | undefined, built: Built): boolean {
  const version = built.group === '' ? built.version : `${built.group}/${built.version}`;
  // Nobody knows whether a kind of somebody else's lives in a namespace.
  if (typeOfKind(version, built.kind) === undefined) return true;
  const cluster = isClusterScoped(built.kind);
  const scope = cluster ? 'clusterResource' : 'namespaceResource';
  const white = at(allowed, `${scope}Whitelist`);
  const listed = (list: YamlNode | undefined) => itemsOf(list).some((item) => means(item, built));
  const isWhite = cluster || !isMissing(white) ? listed(white) : true;
  return isWhite && !listed(at(allowed, `${scope}Blacklist`));
}

function means(item: YamlNode, { group, kind, name }: Built): boolean {
  const named = stringOf(at(item, 'name'));
  return (
    permits([stringOf(at(item, 'group')) ?? ''], group) &&
    permits([stringOf(at(item, 'kind')) ?? ''], kind) &&
    (!named || permits([named], name))
  );
}
