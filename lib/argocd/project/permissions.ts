import type { Application, Destination } from '../application/spec';
import type { Condition } from '../compare/condition';
import { groupOfObject, type KubeObject, kindOf, nameOf, namespaceOf } from '../object';
import { globMatches } from '../resource/glob';
import type { KindRule, Project } from './project';

/** The cluster that Applications go to. */
export interface Cluster {
  server: string;
  name: string;
}

function matches(pattern: string, text: string, separator?: string): boolean {
  if (pattern.startsWith('!')) return !globMatches(pattern.slice(1), text, separator);
  return globMatches(pattern, text, separator);
}

const isListed = (group: string, kind: string, name: string, rules: readonly KindRule[]): boolean =>
  rules.some(
    (rule) =>
      globMatches(rule.kind, kind, '/') &&
      globMatches(rule.group, group, '/') &&
      (rule.name === '' || globMatches(rule.name, name, '/')),
  );

/** As pkg/apis, AppProject.IsGroupKindNamePermitted: kinds of the cluster must be allowed, others must not be denied. */
export function isKindPermitted(project: Project, object: KubeObject, namespaced: boolean): boolean {
  const group = groupOfObject(object);
  const kind = kindOf(object);
  const name = nameOf(object);
  if (!namespaced) {
    return (
      isListed(group, kind, name, project.clusterAllowed) &&
      !isListed(group, kind, name, project.clusterDenied)
    );
  }
  const allowed =
    project.namespaceAllowed === undefined || isListed(group, kind, '', nameless(project.namespaceAllowed));
  return allowed && !isListed(group, kind, '', nameless(project.namespaceDenied));
}

const nameless = (rules: readonly KindRule[]): KindRule[] => rules.map((rule) => ({ ...rule, name: '' }));

/** As AppProject.IsSourcePermitted. */
export function isSourcePermitted(project: Project, repoURL: string): boolean {
  const url = normalizeRepoUrl(repoURL);
  let found = false;
  for (const repo of project.sourceRepos) {
    const denies = repo.startsWith('!');
    const pattern = denies ? `!${normalizeRepoUrl(repo.slice(1))}` : normalizeRepoUrl(repo);
    if (pattern === '*' || matches(pattern, url, '/')) found = true;
    else if (denies) return false;
  }
  return found;
}

/** As util/git, NormalizeGitURL. */
function normalizeRepoUrl(url: string): string {
  const text = url.trim().toLowerCase();
  const ssh = /^(?:ssh:\/\/)?[^@/]+@[^:/]+[:/]/.test(text);
  const path = ssh && !text.startsWith('ssh://') ? text.replace(':', '/') : text;
  return path.replace(/\.git$/, '').replace(/^ssh:\/\//, '');
}

/** As AppProject.isDestinationMatched. */
export function isDestinationPermitted(project: Project, cluster: Cluster, namespace: string): boolean {
  let found = false;
  for (const rule of project.destinations) {
    const byName = cluster.name !== '' && matches(rule.name, cluster.name);
    const byServer = cluster.server !== '' && matches(rule.server, cluster.server);
    const byNamespace = matches(rule.namespace, namespace);
    if ((byServer || byName) && byNamespace) found = true;
    else if (!byName && rule.name.startsWith('!')) return false;
    else if (!byServer && rule.server.startsWith('!') && byNamespace) return false;
    else if (!byNamespace && rule.namespace.startsWith('!') && byServer) return false;
  }
  return found;
}

/** Why a sync may not touch an object; undefined when it may. As controller/sync.go, validateSyncPermissions. */
export function whyForbidden(
  project: Project,
  cluster: Cluster,
  object: KubeObject,
  namespaced: boolean,
): string | undefined {
  if (!isKindPermitted(project, object, namespaced)) {
    return `resource ${groupOfObject(object)}:${kindOf(object)} is not permitted in project ${project.name}`;
  }
  const namespace = namespaceOf(object);
  return namespaced && !isDestinationPermitted(project, cluster, namespace)
    ? `namespace ${namespace} is not permitted in project '${project.name}'`
    : undefined;
}

/** Whether a live object is the project's business at all. As AppProject.IsLiveResourcePermitted. */
export function isLivePermitted(project: Project, cluster: Cluster, object: KubeObject): boolean {
  const namespace = namespaceOf(object);
  if (!isKindPermitted(project, object, namespace !== '')) return false;
  return namespace === '' || isDestinationPermitted(project, cluster, namespace);
}

/** The cluster that a destination names, among those that are known; or why there is none. */
export function findCluster(
  { server, name }: Destination,
  clusters: readonly Cluster[],
): { ok: true; cluster: Cluster } | { ok: false; message: string } {
  if (server !== '' && name !== '') {
    return {
      ok: false,
      message: `application destination can't have both name and server defined: ${name} ${server}`,
    };
  }
  if (server !== '') {
    const url = server.replace(/\/+$/, '');
    const cluster = clusters.find((one) => one.server === url);
    if (cluster) return { ok: true, cluster };
    const why = `rpc error: code = NotFound desc = cluster ${JSON.stringify(url)} not found`;
    return { ok: false, message: `error getting cluster by server ${JSON.stringify(server)}: ${why}` };
  }
  if (name === '') return { ok: false, message: 'Destination server missing from app spec' };
  const named = clusters.filter((one) => one.name === name);
  const [cluster] = named;
  if (!cluster) return { ok: false, message: `there are no clusters with this name: ${name}` };
  if (named.length === 1) return { ok: true, cluster };
  const urls = named.map((one) => one.server).join(' ');
  return { ok: false, message: `there are ${named.length} clusters with the same name: [${urls}]` };
}

/**
 * What of an Application its project forbids, or is not there: while there is any of it, nothing is compared.
 * As util/argo, ValidatePermissions, and controller/appcontroller.go, refreshAppConditions.
 */
export function validateApplication(
  application: Application,
  project: Project | undefined,
  clusters: readonly Cluster[],
): Condition[] {
  const invalid = (message: string): Condition => ({ type: 'InvalidSpecError', message });
  if (!project)
    return [invalid(`Application referencing project ${application.project} which does not exist`)];
  const { source, destination } = application;
  if (source.repoURL === '' || (source.path === '' && source.chart === '')) {
    return [invalid('spec.source.repoURL and either spec.source.path or spec.source.chart are required')];
  }
  if (source.chart !== '' && source.targetRevision === '') {
    return [invalid('spec.source.targetRevision is required if the manifest source is a helm chart')];
  }
  const conditions: Condition[] = [];
  if (!isSourcePermitted(project, source.repoURL)) {
    const message = `application repo ${source.repoURL} is not permitted in project '${project.name}'`;
    conditions.push(invalid(message));
  }
  const found = findCluster(destination, clusters);
  if (!found.ok) return [...conditions, invalid(found.message)];
  if (!isDestinationPermitted(project, found.cluster, destination.namespace)) {
    const server = destination.name === '' ? found.cluster.server : found.cluster.name;
    conditions.push(
      invalid(
        `application destination server '${server}' and namespace '${destination.namespace}' do not match any of the allowed destinations in project '${project.name}'`,
      ),
    );
  }
  return conditions;
}
